/** What the inbox page is served with: guards, policies, live updates. The page itself: test/browser/sandbox-inbox.test.ts. */
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox()
})
afterEach(() => desk.stop())

/** Node's fetch does not let a caller set `Sec-Fetch-Site`; a plain request does. */
function plain(method: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(desk.origin + path, { method, headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    call.on('error', reject)
    call.end(method === 'PUT' ? '{}' : undefined)
  })
}

describe('a host', () => {
  it.each([
    ['this machine', 'localhost:8788', 200],
    ['a name below it', 'shop.localhost', 200],
    ['its address', '127.0.0.1:8788', 200],
    ['its address, the newer way', '[::1]:8788', 200],
    ['an address in this network', '192.168.1.5', 200],
    ['a name it was told', 'Sandbox:8788', 200],
    ['a name of somebody else that leads here', 'evil.example:8788', 421],
    ['one that begins like an address', '127.0.0.1.evil.example', 421],
    ['one that ends like a name it was told', 'evilsandbox', 421],
  ])('that is %s', async (_, Host, status) => {
    await desk.stop()
    desk = await startSandbox({ hosts: ['sandbox'] })
    for (const path of ['/sandbox', '/sandbox/inbox/state', '/sandbox/api/tickets']) {
      const found = await plain('GET', path, { Host, Authorization: 'Bearer sandbox' })
      expect(status === 200 ? found !== 421 : found === 421, path).toBe(true)
    }
    expect(await plain('GET', '/sandbox', { Host })).toBe(status)
    expect(await plain('PUT', '/sandbox/faults', { Host, Origin: `http://${Host}` })).toBe(status)
  })
})

describe('the sandbox’s own routes', () => {
  it.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a sibling site', { 'Sec-Fetch-Site': 'same-site' }],
    ['another origin', { Origin: 'https://evil.example' }],
    ['an opaque origin', { Origin: 'null' }],
  ])('refuse writes from %s', async (_, headers) => {
    expect(await plain('PUT', '/sandbox/faults', headers)).toBe(403)
    const { ulid } = await desk.ticket()
    expect(await plain('PUT', `/sandbox/inbox/tickets/${ulid}/status`, headers)).toBe(403)
  })

  it('take writes from their own page and from programs', async () => {
    expect(await plain('PUT', '/sandbox/faults', {})).toBe(200)
    expect(
      await plain('PUT', '/sandbox/faults', { Origin: desk.origin, 'Sec-Fetch-Site': 'same-origin' }),
    ).toBe(200)
  })

  it('show tickets to no other site, but may be linked to', async () => {
    expect(
      await plain('GET', '/sandbox/inbox/tickets', {
        'Sec-Fetch-Site': 'cross-site',
        'Sec-Fetch-Mode': 'cors',
      }),
    ).toBe(403)
    expect(
      await plain('GET', '/sandbox', { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }),
    ).toBe(200)
  })

  it('answer a request for the API from another site only with its token', async () => {
    const headers = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
    expect(await plain('GET', '/sandbox/api/me', headers)).toBe(401)
    expect(await plain('OPTIONS', '/sandbox/api/me', headers)).toBe(200)
    expect(
      (await fetch(`${desk.origin}/sandbox/api/me`, { method: 'OPTIONS' })).headers.get(
        'Access-Control-Allow-Origin',
      ),
    ).toBeNull()
  })

  it('serve the page with a strict policy, and assets with their type', async () => {
    const page = await desk.send('GET', '/sandbox', undefined, { token: null })
    const policy = page.headers.get('Content-Security-Policy') ?? ''
    expect(policy).toMatch(/^default-src 'none'/)
    expect(policy).not.toMatch(/unsafe/)
    expect(policy).toMatch(/frame-ancestors 'none'/)
    expect(page.text).not.toMatch(/<script(?! type="module" src)|<style|style=|\son\w+=/)
    for (const [, path] of page.text.matchAll(/(?:src|href)="(\/sandbox\/assets\/[^"]+)"/g)) {
      const asset = await desk.send('GET', path ?? '', undefined, { token: null })
      expect(asset.status, path).toBe(200)
      expect(asset.headers.get('Content-Type')).toMatch(/^(text\/css|text\/javascript|image\/svg\+xml)/)
    }
    expect((await desk.send('GET', '/sandbox/assets/constructor')).status).toBe(404)
  })

  it('say how to get the page where it is not built, and answer to the API all the same', async () => {
    await desk.stop()
    desk = await startSandbox({ page: 'nowhere' })
    const page = await desk.send('GET', '/sandbox', undefined, { token: null })
    expect([page.status, page.json.message]).toEqual([404, expect.stringContaining('npm run build')])
    expect((await desk.send('GET', '/sandbox/assets/inbox.js')).status).toBe(404)
    expect((await desk.api('GET', '/me')).status).toBe(200)
  })

  it('serve message bodies under a policy that runs nothing', async () => {
    const { ulid } = await desk.ticket({ body: '<script>alert(1)</script>' })
    const [message] = (await desk.api('GET', `/tickets/${ulid}`)).json.data.messages
    const body = await desk.send('GET', `/sandbox/messages/${message.ulid}`, undefined, { token: null })
    const policy = body.headers.get('Content-Security-Policy') ?? ''
    expect(policy).toMatch(/default-src 'none'.*sandbox/)
    expect(policy).not.toMatch(/allow-scripts|allow-forms|allow-popups|allow-top/)
  })

  it('tell of new and changed tickets', async () => {
    const stream = await fetch(`${desk.origin}/sandbox/events`)
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
    const { ulid } = await desk.ticket()
    await desk.api('POST', `/tickets/${ulid}/note`, { body: 'x' })
    let text = ''
    while (!text.includes('"changed"')) text += (await reader.read()).value
    expect(text).toContain(`event: ticket\ndata: {"ticket":"${ulid}","kind":"created"}\n\n`)
    expect(text).toContain(`data: {"ticket":"${ulid}","kind":"changed"}`)
    await reader.cancel()
  })

  it('end live updates when the sandbox closes, so that a server can stop', async () => {
    const other = await startSandbox()
    const stream = await fetch(`${other.origin}/sandbox/events`)
    other.sandbox.close()
    expect(await stream.text()).toContain('retry')
    await other.stop()
  })
})
