/**
 * The proxy for Vite's development server: sandbox mode, with its data in `data/development`.
 */
import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { loadConfig } from './config/config.ts'
import type { EmbedFiles } from './embed/embed.ts'
import { createLog } from './log.ts'
import { createProxy } from './proxy.ts'

/** A request listener to mount beside Vite's own, and what closes it. */
export async function createDevelopment(embed: EmbedFiles): Promise<{
  listener: RequestListener
  close: () => Promise<void>
}> {
  const dataDir = './data/development'
  const config = loadConfig({ ...process.env, THERE_THERE_TOKEN: '', DATA_DIR: dataDir })
  const log = createLog((line) => void process.stderr.write(line))
  const proxy = await createProxy({ config, log, root: 'dist', exclusive: false, embed })
  const listener = getRequestListener(proxy.fetch, { hostname: 'localhost' })
  const close = async () => {
    await proxy.quiesce()
    await proxy.close()
  }
  return { listener: (request, response) => void listener(request, response), close }
}
