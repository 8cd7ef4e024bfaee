import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { SHOWCASE_ID } from '../../proxy/config/demo-site.ts'
import { aFolder, aHelpdesk, aSubmission, CHANNEL, json, ORIGIN } from '../harness/proxy/builders.ts'
import { aPort, aSandboxedProxy, start } from '../harness/proxy/proxy-process.ts'

const post = (url: string, submission = aSubmission({ site: 'demo' }), origin = url) =>
  fetch(`${url}/api/tickets`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify(submission),
  })

/** The environment of a proxy that delivers to a scripted helpdesk. */
async function aRealEnvironment(url: string) {
  return {
    PORT: String(await aPort()),
    HOST: '127.0.0.1',
    DATA_DIR: aFolder(),
    THERE_THERE_URL: url,
    THERE_THERE_TOKEN: 'top-secret',
    THERE_THERE_CHANNEL: CHANNEL,
    ALLOWED_ORIGINS: ORIGIN,
    NODE_ENV: 'production',
  }
}

describe('started with nothing configured', () => {
  it('names the demo page, the tag, the inbox, and says that tickets stay on this machine', async () => {
    const proxy = await aSandboxedProxy()
    const address = `http://localhost:${proxy.port}`
    expect(proxy.output()).toContain('tickets stay on this machine')
    expect(proxy.output()).toContain(`${address}/\n`)
    expect(proxy.output()).toContain(`${address}/sandbox`)
    expect(proxy.output()).toContain(`<script async src="${address}/support.js" data-site="demo"></script>`)
    for (const path of ['/', '/sandbox', '/support.js', '/health', '/ready'])
      expect((await fetch(proxy.url + path)).status, path).toBe(200)
  })

  it('turns a submission into a ticket of the sandbox, with the exact text', async () => {
    const proxy = await aSandboxedProxy()
    const message = 'Zażółć <b>gęślą</b> & jaźń\n\n  two   spaces, a tab\there'
    const answer = await post(proxy.url, aSubmission({ site: 'demo', message }))
    const { reference } = (await answer.json()) as { reference: string }
    await expect.poll(() => proxy.tickets()).toHaveLength(1)
    const [ticket] = await proxy.tickets()
    expect(ticket!.contact.email).toBe('ada@example.com')
    const html = ticket!.messages[0]!.body_html
    expect(html).toContain(
      '<p>Zażółć &lt;b&gt;gęślą&lt;/b&gt; &amp; jaźń</p><p>&nbsp;&nbsp;two&nbsp;&nbsp; spaces, a tab&nbsp;&nbsp; here</p>',
    )
    expect(html).toContain(reference)
  })

  it('keeps its tickets over a restart', async () => {
    const proxy = await aSandboxedProxy()
    await post(proxy.url)
    await expect.poll(() => proxy.tickets()).toHaveLength(1)
    expect(await proxy.stop()).toBe(0)
    await proxy.restart()
    expect(await proxy.tickets()).toHaveLength(1)
  })
})

describe('started with a real helpdesk', () => {
  it('delivers to it, and neither loads nor serves the sandbox or the demo', async () => {
    const desk = await aHelpdesk((_, response) =>
      json(response, 201, { data: { ulid: '01JABCDEFGHJKMNPQRSTVWXYZ0' } }),
    )
    const env = await aRealEnvironment(desk.url)
    const proxy = await start(env)
    const url = `http://127.0.0.1:${env.PORT}`
    expect((await post(url, aSubmission({ site: 'default' }), ORIGIN)).status).toBe(202)
    await expect.poll(() => desk.calls.length).toBe(1)
    expect(desk.calls[0]).toMatchObject({ path: '/tickets', headers: { authorization: 'Bearer top-secret' } })
    for (const path of ['/', '/sandbox', '/sandbox/api/me', '/sandbox/faults'])
      expect((await fetch(url + path)).status, path).toBe(404)
    expect(existsSync(join(env.DATA_DIR, 'sandbox.db'))).toBe(false)
    expect(proxy.output()).not.toContain('top-secret')
  })

  it('in production has neither sandbox, preview, demo nor the sites of the demo', async () => {
    const env = await aRealEnvironment('http://127.0.0.1:9')
    await start(env)
    const url = `http://127.0.0.1:${env.PORT}`
    expect((await fetch(`${url}/health`)).status).toBe(200)
    for (const path of [
      '/',
      '/index.html',
      '/sandbox',
      '/sandbox/api/tickets',
      '/sandbox/messages/1',
      '/preview',
      '/preview/',
      '/preview/stage',
      '/preview/page.html',
      '/preview/sites',
      ...readdirSync('dist/public/preview').map((file) => `/preview/${file}`),
      '/embed/demo',
      `/embed/${SHOWCASE_ID}`,
      '/api/form?site=demo',
      `/api/form?site=${SHOWCASE_ID}`,
    ])
      for (const method of ['GET', 'POST', 'PUT'])
        expect([404, 405], `${method} ${path}`).toContain((await fetch(url + path, { method })).status)
  })

  it('starts and delivers where the sandbox’s files do not even exist', async () => {
    const desk = await aHelpdesk((_, response) =>
      json(response, 201, { data: { ulid: '01JABCDEFGHJKMNPQRSTVWXYZ0' } }),
    )
    const env = await aRealEnvironment(desk.url)
    // Inside the project, so that the copy finds node_modules.
    const copy = mkdtempSync(join('dist', 'without-sandbox-'))
    onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
    cpSync(join('dist', 'proxy'), join(copy, 'proxy'), { recursive: true })
    cpSync(join('dist', 'public'), join(copy, 'public'), { recursive: true })
    const ofSandbox = readdirSync(join(copy, 'proxy')).filter((name) => name.startsWith('sandbox'))
    expect(ofSandbox.length).toBeGreaterThan(1)
    for (const name of ofSandbox) rmSync(join(copy, 'proxy', name), { recursive: true })
    await start(env, join(copy, 'proxy', 'node.js'))
    const answer = await post(`http://127.0.0.1:${env.PORT}`, aSubmission({ site: 'default' }), ORIGIN)
    expect(answer.status).toBe(202)
    await expect.poll(() => desk.calls.length).toBe(1)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'lets the call in flight finish on %s, then exits with 0',
    async (signal) => {
      let release = () => {}
      const desk = await aHelpdesk((_, response) => {
        release = () => json(response, 201, { data: { ulid: '01JABCDEFGHJKMNPQRSTVWXYZ0' } })
      })
      const env = await aRealEnvironment(desk.url)
      const proxy = await start(env)
      await post(`http://127.0.0.1:${env.PORT}`, aSubmission({ site: 'default' }), ORIGIN)
      await expect.poll(() => desk.calls.length).toBe(1)
      const ended = proxy.kill(signal)
      await expect.poll(() => proxy.output()).toContain('"stopping"')
      release()
      expect(await ended).toBe(0)
      expect(proxy.output()).toContain('"state":"delivered"')
    },
  )
})

describe('the command line', () => {
  it('reads the queue of the running proxy, and of the stopped one', async () => {
    const proxy = await aSandboxedProxy()
    const answer = await post(proxy.url)
    const { reference } = (await answer.json()) as { reference: string }
    await expect.poll(() => proxy.tickets()).toHaveLength(1)
    const list = async () => {
      const command = await start({ DATA_DIR: proxy.dataDir }, 'dist/proxy/cli/main.js', ['outbox', 'list'])
      expect(await command.ended).toBe(0)
      return command.output()
    }
    expect(await list()).toMatch(new RegExp(`${reference}  delivered`))
    await proxy.stop()
    expect(await list()).toMatch(new RegExp(`${reference}  delivered`))
    await proxy.restart()
    expect(await list()).toMatch(new RegExp(`${reference}  delivered`))
  })
})

describe('a start that cannot work', () => {
  it('lists everything that is wrong with the configuration, and exits with 1', async () => {
    const proxy = await start({ THERE_THERE_TOKEN: 'x', PORT: 'eight', DATA_DIR: aFolder() })
    expect(await proxy.ended).toBe(1)
    expect(proxy.output()).toContain('THERE_THERE_CHANNEL')
    expect(proxy.output()).toContain('PORT is "eight"')
  })

  it('refuses production without a token', async () => {
    const proxy = await start({ NODE_ENV: 'production', DATA_DIR: aFolder() })
    expect(await proxy.ended).toBe(1)
    expect(proxy.output()).toContain('THERE_THERE_TOKEN')
  })

  it('refuses a data directory that another process uses, and takes over when that one was killed', async () => {
    const proxy = await aSandboxedProxy()
    const env = { PORT: String(await aPort()), DATA_DIR: proxy.dataDir }
    const second = await start(env)
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(/Another process uses .*outbox\.db/)
    await proxy.stop('SIGKILL')
    const third = await start(env)
    expect(third.output()).toContain('Demo page')
  })

  it('says which port is taken', async () => {
    const proxy = await aSandboxedProxy()
    const second = await start({ PORT: String(proxy.port), DATA_DIR: aFolder() })
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain(`Cannot listen on port ${proxy.port}`)
  })

  it('says what is wrong with a database that is none, and leaves the file alone', async () => {
    const dataDir = aFolder()
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(join(dataDir, 'outbox.db'), 'these bytes are not a database'.repeat(200))
    const proxy = await start({ DATA_DIR: dataDir, PORT: String(await aPort()) })
    expect(await proxy.ended).toBe(1)
    expect(proxy.output()).toMatch(/outbox\.db is damaged.*Move the file/)
    expect(readFileSync(join(dataDir, 'outbox.db'), 'utf8')).toContain('these bytes are not a database')
  })
})

describe('the widget’s files', () => {
  it.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ])('are served as %s, to every origin, with the caching that each can have', async (encoding, expected) => {
    const proxy = await aSandboxedProxy()
    const loader = await fetch(`${proxy.url}/support.js`, { headers: { 'Accept-Encoding': encoding } })
    const text = await loader.text()
    const panel = /assets\/[\da-f]{6}\/panel\.js/.exec(text)![0]
    const chunk = await fetch(`${proxy.url}/${panel}`, { headers: { 'Accept-Encoding': encoding } })
    for (const answer of [loader, chunk]) {
      expect(answer.status).toBe(200)
      expect(answer.headers.get('Content-Encoding')).toBe(expected)
      expect(answer.headers.get('Vary')).toContain('Accept-Encoding')
      expect(answer.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*')
      expect(answer.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
      expect(answer.headers.get('Timing-Allow-Origin')).toBe('*')
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
    }
    expect(loader.headers.get('Cache-Control')).toContain('max-age=300')
    expect(chunk.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    const again = await fetch(`${proxy.url}/support.js`, {
      headers: { 'Accept-Encoding': encoding, 'If-None-Match': loader.headers.get('ETag')! },
    })
    expect(again.status).toBe(304)
  })

  it('end at their folder: nothing above it, no dotfiles, no listings', async () => {
    const proxy = await aSandboxedProxy()
    for (const path of [
      '/assets/../../proxy/node.js',
      '/assets/%2e%2e/%2e%2e/proxy/node.js',
      '/assets/..%2f..%2fproxy/node.js',
      '/assets/',
      '/assets/nope.js',
      '/index.html',
    ])
      expect((await fetch(proxy.url + path)).status, path).toBe(404)
  })
})
