import { describe, expect, it } from 'vitest'
import { createDownload } from '../../../proxy/helpdesk/download.ts'
import { aHelpdesk, anOpenGate } from '../../harness/proxy/builders.ts'
import type { Call } from '../../harness/proxy/builders.ts'

type Script = Parameters<typeof aHelpdesk>[0]

async function aDownload(script: Script) {
  const helpdesk = await aHelpdesk(script)
  const gate = anOpenGate()
  const options = { url: `${helpdesk.url}/api`, token: 'secret', timeoutMs: 2000, fetch, now: Date.now }
  return { ...helpdesk, gate, download: createDownload(options, gate) }
}

const tokens = (calls: readonly Call[]) => calls.map(({ path, headers }) => [path, headers.authorization])

describe('a file of a message', () => {
  it('is fetched with the token, relative addresses and redirects within the helpdesk included', async () => {
    const { calls, download } = await aDownload(({ path }, response) =>
      path === '/old' ? response.writeHead(302, { Location: '/new' }).end() : response.end('content'),
    )
    const found = await download('/old')
    expect(found.type === 'file' && (await new Response(found.body).text())).toBe('content')
    expect(tokens(calls)).toEqual([
      ['/old', 'Bearer secret'],
      ['/new', 'Bearer secret'],
    ])
  })

  it('is never fetched from elsewhere, whatever a message or a redirect says', async () => {
    const elsewhere = await aHelpdesk((_, response) => response.end('stolen'))
    const { calls, download } = await aDownload((_, response) =>
      response.writeHead(302, { Location: `${elsewhere.url}/there` }).end(),
    )
    const foreign = [
      `${elsewhere.url}/a`,
      'file:///etc/hostname',
      'data:text/plain,x',
      'http://',
      '//other.example',
    ]
    for (const address of foreign) expect(await download(address)).toEqual({ type: 'gone' })
    expect(calls).toEqual([])
    expect(await download('/leads-away')).toEqual({ type: 'gone' })
    expect(elsewhere.calls).toEqual([])
  })

  it('is gone, or not there for now', async () => {
    const { download, gate } = await aDownload(({ path }, response) =>
      response.writeHead(Number(path.slice(1))).end(),
    )
    expect(await download('/404')).toEqual({ type: 'gone' })
    expect(await download('/503')).toEqual({ type: 'failed' })
    expect(await download('/429')).toEqual({ type: 'failed' })
    expect(gate.closed).toEqual([60_000])
  })

  it('does not go round in circles', async () => {
    const { calls, download } = await aDownload((_, response) =>
      response.writeHead(302, { Location: '/again' }).end(),
    )
    expect(await download('/again')).toEqual({ type: 'gone' })
    expect(calls).toHaveLength(4)
  })
})
