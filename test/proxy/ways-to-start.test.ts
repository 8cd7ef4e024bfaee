/** How operators start the built program, and what it tells them then. */
import { symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { aFolder, CHANNEL, ORIGIN } from '../harness/proxy/builders.ts'
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

describe('the tag that the first lines name', () => {
  const sites = {
    shop: { channel: CHANNEL, origins: [ORIGIN] },
    blog: { channel: CHANNEL, origins: [ORIGIN] },
  }
  const file = join(aFolder(afterAll), 'sites.json')
  writeFileSync(file, JSON.stringify({ sites }))
  const real = { THERE_THERE_TOKEN: 'x', THERE_THERE_URL: 'http://127.0.0.1:9', NODE_ENV: 'production' }

  it.each([
    ['demo', 'with nothing configured', {}],
    ['default', 'with origins in the sandbox', { ALLOWED_ORIGINS: ORIGIN }],
    ['default', 'with origins', { ...real, ALLOWED_ORIGINS: ORIGIN, THERE_THERE_CHANNEL: CHANNEL }],
    ['shop', 'with a sites file in the sandbox', { SITES_FILE: file }],
    ['shop', 'with a sites file', { ...real, SITES_FILE: file }],
  ])('is of a site that exists: %s %s', async (site, _, more) => {
    const port = await aPort()
    const env = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: aFolder(), ...more }
    const { output } = await start(env)
    expect(output()).toContain(`data-site="${site}"`)
    const form = await fetch(`http://127.0.0.1:${port}/api/form?site=${site}`)
    expect(await form.json()).toMatchObject({ site })
  })
})
