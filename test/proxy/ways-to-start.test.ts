/** How operators start the built program, and what it tells them then. */
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
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

describe('npm start without what is for development only', () => {
  /** A folder with the package as production installs it. */
  function anInstallation(): string {
    const folder = aFolder()
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object }
    for (const name of Object.keys(dependencies)) {
      const link = join(folder, 'node_modules', name)
      mkdirSync(dirname(link), { recursive: true })
      symlinkSync(resolve('node_modules', name), link)
    }
    const files = ['package.json', 'widget/build/before-start.mjs', 'widget/build/the-build.mjs']
    for (const file of files) cpSync(file, join(folder, file))
    return folder
  }

  /** Runs a script of it; resolves with all that was written when that has `ready` in it, or at the end. */
  async function npm(
    cwd: string,
    args: string[],
    env: Record<string, string>,
    ready: string,
  ): Promise<string> {
    const child = spawn('npm', args, { cwd, detached: true, env: { PATH: process.env['PATH'], ...env } })
    const ended = new Promise<void>((done) => child.once('close', () => done()))
    onTestFinished(async () => {
      // The whole group: npm does not wait for what it started.
      if (child.exitCode === null) process.kill(-child.pid!, 'SIGKILL')
      await ended
    })
    let output = ''
    const written = new Promise<void>((done) => {
      const read = (chunk: Buffer) => {
        output += chunk.toString()
        if (output.includes(ready)) done()
      }
      child.stdout.on('data', read)
      child.stderr.on('data', read)
    })
    await Promise.race([written, ended])
    return output
  }

  it('starts the build that is there, as the README says', async () => {
    const folder = anInstallation()
    cpSync('dist', join(folder, 'dist'), { recursive: true })
    const port = await aPort()
    const env = {
      NODE_ENV: 'production',
      THERE_THERE_TOKEN: 'x',
      THERE_THERE_CHANNEL: CHANNEL,
      ALLOWED_ORIGINS: ORIGIN,
      PUBLIC_URL: 'https://support.example.com',
      TRUSTED_PROXIES: 'loopback',
      PORT: String(port),
    }
    expect(await npm(folder, ['start'], env, 'Paste this')).toContain('Paste this')
    expect((await fetch(`http://127.0.0.1:${port}/ready`)).status).toBe(200)
    expect((await fetch(`http://127.0.0.1:${port}/support.js`)).status).toBe(200)
  })

  it('starts the sandbox alone, too', async () => {
    const folder = anInstallation()
    cpSync('dist', join(folder, 'dist'), { recursive: true })
    const env = { PORT: String(await aPort()) }
    expect(await npm(folder, ['run', 'sandbox'], env, 'channel')).toContain('Sandbox helpdesk')
  })

  it('says what is missing where there is no build', async () => {
    const output = await npm(anInstallation(), ['start'], {}, 'Paste this')
    expect(output).toContain('There is no build in dist/, and no compiler to make one.')
    expect(output).not.toContain('tsc')
  })
})
