/** What an attacker looks for on a web server, and the headers of what there is. */
import { describe, expect, it } from 'vitest'
import { aSharedProxy, exchange, head, statusesOf } from './wire.ts'

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
