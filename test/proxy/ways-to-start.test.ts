/** How operators start the built program, and what it tells them then. */
import { symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aFolder } from '../harness/proxy/builders.ts'
import { aPort, start } from '../harness/proxy/proxy-process.ts'

describe('started through a symbolic link', () => {
  const links = ['', '--preserve-symlinks-main']
  /** A folder like `current`, which deployments let point at the newest release. */
  const current = () => {
    const link = join(aFolder(), 'current')
    symlinkSync(resolve('.'), link)
    return join(link, 'dist', 'proxy')
  }

  it.each(
    links.flatMap((NODE_OPTIONS) =>
      ['main.js', 'main', 'node.js', 'node'].map((file) => ({ file, NODE_OPTIONS })),
    ),
  )('the proxy runs: $file $NODE_OPTIONS', async ({ file, NODE_OPTIONS }) => {
    const port = await aPort()
    const env = { PORT: String(port), DATA_DIR: aFolder(), NODE_OPTIONS }
    await start(env, join(current(), file))
    expect((await fetch(`http://127.0.0.1:${port}/ready`)).status).toBe(200)
  })

  it.each(
    links.flatMap((NODE_OPTIONS) =>
      ['cli/main.js', 'cli/main', 'cli.js', 'cli'].map((file) => ({ file, NODE_OPTIONS })),
    ),
  )('the command runs: $file $NODE_OPTIONS', async ({ file, NODE_OPTIONS }) => {
    const command = await start({ NODE_OPTIONS }, join(current(), file), ['--help'])
    expect(await command.ended).toBe(0)
    expect(command.output()).toContain('Usage: support-proxy')
  })

  it.each(links)('the sandbox runs: %s', async (NODE_OPTIONS) => {
    const env = { PORT: String(await aPort()), DATA_DIR: aFolder(), NODE_OPTIONS }
    const sandbox = await start(env, join(current(), 'sandbox', 'main.js'), [], undefined, 'Sandbox helpdesk')
    const inbox = await fetch(`http://127.0.0.1:${env.PORT}/sandbox`)
    expect(await inbox.text()).toContain('Sandbox inbox')
    expect(await sandbox.kill('SIGTERM')).toBe(0)
  })
})
