/** What an attacker looks for on a web server, and the headers of what there is. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aSubmission } from '../harness/proxy/builders.ts'
import { aSharedProxy, exchange, head, statusesOf } from '../harness/attack/raw-socket.ts'

const shared = aSharedProxy()

describe('a path', () => {
  it.each([
    '/../package.json',
    '/assets/../../proxy/node.js',
    '/assets/..%2f..%2fproxy%2fnode.js',
    '/assets/%2e%2e/%2e%2e/proxy/node.js',
    '/assets/..%5c..%5cproxy%5cnode.js',
    '/assets/%252e%252e/package.json',
    '/assets//etc/passwd',
    '/assets/%00',
    '/assets/panel.js%00.css',
    '/assets/%',
    '/assets/%c0%ae%c0%ae/package.json',
    '/assets/.vite/manifest.json',
    '/.vite/manifest.json',
    '/.env',
    '/.git/config',
    '/package.json',
    '/data/outbox.db',
    '/outbox.db',
    '/admin.sock',
    '/support.js.map',
    '/support.js/',
    '/assets/',
    '/assets',
    '//assets/../support.js/..',
    '/sandbox/assets/../../../package.json',
    '/outbox',
    '/retry',
    '/metrics',
  ])('%s leads nowhere', async (path) => {
    const { port } = shared()
    const answer = await exchange(port, head(path, 'GET', ['Connection: close']))
    expect([400, 404]).toContain(statusesOf(answer)[0])
    expect(answer).not.toMatch(/root:|"dependencies"|sourcesContent|node:http/)
  })

  it('in absolute form or with a foreign host is answered like any other', async () => {
    const { port } = shared()
    const requests = [
      'GET http://evil.example/health HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      'GET /health HTTP/1.1\r\nHost: evil.example:99999\r\nConnection: close\r\n\r\n',
      'GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n',
      'GET /health HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    ]
    for (const request of requests) {
      const answer = await exchange(port, request)
      for (const status of statusesOf(answer)) expect(status, request).toBeLessThan(500)
      expect(answer).not.toContain('evil.example')
    }
    expect(shared().output()).not.toContain('"bug"')
  })

  it('of the built scripts has no source map beside it or in it', async () => {
    const text = await (await fetch(`${shared().url}/support.js`)).text()
    expect(text).not.toContain('sourceMappingURL')
    expect(text).not.toContain('sandbox')
  })
})

describe('what is served', () => {
  it('has no source maps, no variables of the proxy and no paths of the machine that built it', () => {
    const names = readdirSync('dist/public', { recursive: true, encoding: 'utf8' })
    expect(names.length).toBeGreaterThan(50)
    expect(names.filter((name) => name.endsWith('.map'))).toEqual([])
    for (const name of names.filter((file) => /\.(js|css|html|json)$/.test(file))) {
      const text = readFileSync(join('dist/public', name), 'utf8')
      expect(text.includes('sourceMappingURL'), name).toBe(false)
      expect(/THERE_THERE_(?!TOKEN)|_SECRET|process\.env|node_modules/.exec(text)?.[0], name).toBeUndefined()
      expect(text.includes(process.cwd()), name).toBe(false)
    }
  })
})

describe('the headers', () => {
  it('of the demo page and the inbox allow what is in them, and no framing', async () => {
    for (const path of ['/', '/sandbox']) {
      const { headers } = await fetch(shared().url + path)
      expect(headers.get('Content-Security-Policy'), path).toMatch(
        /default-src 'none'.*frame-ancestors 'none'/,
      )
      expect(headers.get('Content-Security-Policy'), path).not.toMatch(/unsafe-|\*/)
      expect(headers.get('X-Content-Type-Options'), path).toBe('nosniff')
      expect(headers.get('Referrer-Policy'), path).toBe('no-referrer')
    }
  })

  it('of every document deny it what no form needs, and keep it from being sniffed or given away', async () => {
    const { url } = shared()
    const posted = await fetch(`${url}/api/tickets`, {
      method: 'POST',
      headers: { Origin: url, 'Content-Type': 'application/json' },
      body: JSON.stringify(aSubmission({ site: 'demo' })),
    })
    expect(posted.status).toBe(202)
    const document = { Accept: 'text/html' }
    const message = () => fetch(`${url}/sandbox/messages/1`, { headers: document })
    await expect.poll(async () => (await message()).status).toBe(200)
    for (const path of [
      '/',
      '/preview',
      '/preview/stage',
      '/sandbox',
      '/sandbox/messages/1',
      '/embed/demo',
      '/embed/workshop',
      '/embed/demo/sent/S0123456789A',
      '/embed/nowhere',
    ]) {
      const { headers } = await fetch(url + path, { headers: document })
      expect(headers.get('Content-Type'), path).toMatch(/^text\/html/)
      expect(headers.get('Content-Security-Policy'), path).toMatch(/^default-src 'none'.*frame-ancestors /)
      expect(headers.get('X-Content-Type-Options'), path).toBe('nosniff')
      expect(headers.get('Referrer-Policy'), path).toMatch(/^(no-referrer|same-origin)$/)
      const permissions = headers.get('Permissions-Policy')
      for (const name of ['camera', 'microphone', 'geolocation', 'payment', 'usb'])
        expect(permissions, path).toContain(`${name}=()`)
      const takesPictures = ['/', '/preview', '/preview/stage', '/embed/workshop'].includes(path)
      expect(permissions, path).toContain(`display-capture=${takesPictures ? '(self)' : '()'}`)
    }
  })

  it('of the scripts let any page load them, and nobody sniff them', async () => {
    const { headers } = await fetch(`${shared().url}/support.js`)
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('X-Frame-Options')).toBeNull()
  })

  it('name no software and set no cookie, whatever is asked', async () => {
    for (const path of ['/', '/health', '/ready', '/api/form', '/api/tickets', '/nowhere', '/support.js']) {
      const { headers } = await fetch(shared().url + path)
      expect(headers.get('Server'), path).toBeNull()
      expect(headers.get('X-Powered-By'), path).toBeNull()
      expect(headers.get('Set-Cookie'), path).toBeNull()
      expect(headers.get('Access-Control-Allow-Credentials'), path).toBeNull()
    }
  })
})
