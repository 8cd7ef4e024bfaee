/** The servers of docs/servers.md in front of a proxy, where this machine has them. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SANDBOX_CHANNEL } from '../../proxy/sandbox/sandbox.ts'
import { aFolder, ORIGIN } from '../harness/proxy/builders.ts'
import { aFront, FRONTS, isInstalled, NAME } from '../harness/proxy/front-server.ts'
import { aSandboxedProxy } from '../harness/proxy/proxy-process.ts'

const MEGABYTE = 1_000_000

async function aProxy() {
  const file = join(aFolder(), 'sites.json')
  const files = { max: 2, maxMegabytes: 25, types: ['text/plain'] }
  writeFileSync(
    file,
    JSON.stringify({
      sites: { shop: { channel: SANDBOX_CHANNEL, origins: [ORIGIN], challenge: 'off', files } },
    }),
  )
  // The machine's first address only: the visitors of a test come from the second.
  return aSandboxedProxy({
    SITES_FILE: file,
    TRUSTED_PROXIES: '127.0.0.1/32',
    PUBLIC_URL: `https://${NAME}`,
    LIMIT_ADDRESS: '3',
  })
}

describe.each(Object.entries(FRONTS))('%s in front', (_, front) => {
  it.runIf(isInstalled(front))(
    'hands on files, pages, large uploads, and whom it speaks for',
    async () => {
      const proxy = await aProxy()
      const { ask } = await aFront(front, proxy.port)
      expect(await ask('/support.js')).toMatchObject({
        status: 200,
        headers: { 'content-type': expect.stringContaining('javascript') },
      })
      const page = await ask('/embed/shop')
      expect([page.status, page.headers['content-security-policy']]).toEqual([200, expect.any(String)])

      const form = new FormData()
      const fields = {
        id: randomUUID(),
        site: 'shop',
        email: 'ada@example.com',
        message: 'With a large file',
      }
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      form.append('files', new Blob(['x'.repeat(20 * MEGABYTE)], { type: 'text/plain' }), 'large.txt')
      const encoded = new Response(form)
      const body = Buffer.from(await encoded.arrayBuffer())
      const sent = await ask('/api/tickets', {
        method: 'POST',
        body,
        headers: {
          Origin: ORIGIN,
          'Content-Type': encoded.headers.get('Content-Type')!,
          'Content-Length': body.length,
        },
      })
      expect([sent.status, sent.body]).toEqual([202, sent.body])

      const statuses: number[] = []
      for (const liar of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
        const message = { id: randomUUID(), site: 'shop', email: 'ada@example.com', message: 'Hello' }
        const headers = {
          Origin: ORIGIN,
          'Content-Type': 'application/json',
          'X-Forwarded-For': liar,
          Forwarded: `for=${liar}`,
          'X-Real-IP': liar,
        }
        statuses.push(
          (await ask('/api/tickets', { method: 'POST', body: JSON.stringify(message), headers })).status,
        )
      }
      // One of three was the upload's: whoever lies about the address is one client still.
      expect(statuses).toEqual([202, 202, 429])
      expect(proxy.output()).not.toMatch(/untrusted_proxy|unreadable_hop/)
    },
    60_000,
  )
})
