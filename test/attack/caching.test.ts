/** What caches and the "Back" of a browser may keep: nothing that somebody wrote, no token, no state of the proxy. */
import { describe, expect, it } from 'vitest'
import { createPreview } from '../../proxy/http/preview.ts'
import { readableAddress } from '../../proxy/http/guards.ts'
import { anEmbeddedApp, anOpenForm, fieldsOf } from '../harness/proxy/an-embed.ts'
import { Hono } from 'hono'

const caching = ({ headers }: Response) => headers.get('Cache-Control')

describe('a document with what a visitor wrote', () => {
  it('is kept by nothing: a form that came back, and a confirmation, at any hour', async () => {
    const app = anEmbeddedApp()
    const fields = await anOpenForm(app)
    const back = await app.post({ ...fields, email: 'nobody' })
    expect(await back.text()).toContain('The export button does nothing.')
    expect(caching(back)).toBe('no-store')
    const sent = await app.post(fields)
    expect(caching(sent)).toBe('no-store')
    const address = sent.headers.get('Location')!.replace('../', '/')
    for (const ms of [0, 2 * 3_600_000]) {
      app.clock.pass(ms)
      const confirmation = await app.get(address)
      expect(confirmation.status).toBe(200)
      expect(caching(confirmation)).toBe('no-store')
    }
  })

  it('may be sent anew, as browsers offer: it comes back under the same id, and makes one ticket', async () => {
    const app = anEmbeddedApp()
    const refused: Record<string, string> = { ...(await anOpenForm(app)), email: '' }
    const ids = []
    for (let i = 0; i < 2; i++) ids.push(fieldsOf(await (await app.post(refused)).text())['id'])
    expect(ids).toEqual([refused['id'], refused['id']])
    const mended = { ...refused, email: 'ada@example.com' }
    for (let i = 0; i < 2; i++) expect((await app.post(mended)).status).toBe(303)
    expect(app.outbox.counts().pending).toBe(1)
  })

  it('is not the empty form: coming back to that must find the same id', async () => {
    expect(caching(await anEmbeddedApp().get('/embed/shop'))).toBe('private, no-cache')
  })
})

describe('an answer that is another one a moment later, or for another reader', () => {
  it.each([
    ['a token', '/embed/shop', { Accept: 'application/json' }, 200, 'Accept'],
    ['an unknown site, for a program', '/embed/other', { Accept: 'application/json' }, 404, 'Accept'],
    ['an unknown site, for a person', '/embed/other', {}, 404, 'Accept'],
    ['an address that confirms nothing', '/embed/shop/sent/S0123456789A?key=x', {}, 404, 'Accept'],
    ['the definition of a form', '/api/form?site=shop', { Accept: 'application/json' }, 200, 'Origin'],
    ['a page in place of a form that was sent', '/api/tickets?site=shop', {}, 303, 'Accept'],
    ['the same for a program', '/api/tickets?site=shop', { Accept: 'application/json' }, 405, 'Accept'],
    ['whether the proxy lives', '/health', {}, 200, undefined],
    ['whether it is ready', '/ready', {}, 200, undefined],
    ['nothing', '/nowhere', {}, 404, undefined],
    ['nothing below the API', '/api/nowhere', {}, 404, 'Origin'],
  ])('%s is kept by nothing', async (_, path, headers, status, varies) => {
    const answer = await anEmbeddedApp().get(path, headers)
    expect(answer.status).toBe(status)
    expect(caching(answer)).toBe('no-store')
    if (varies !== undefined) expect(answer.headers.get('Vary')).toMatch(new RegExp(`\\b${varies}\\b`))
  })

  it('is also the list of sites of the preview, and what has no address', async () => {
    expect(caching(await createPreview('nowhere', ['shop']).request('/preview/sites'))).toBe('no-store')
    const app = new Hono().use(readableAddress())
    const odd = new Request('http://support.example/')
    Object.defineProperty(odd, 'url', { value: 'http://a.9/' })
    expect(caching(await app.fetch(odd))).toBe('no-store')
  })
})
