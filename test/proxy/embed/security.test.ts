import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acceptedLanguages, negotiate } from '../../../proxy/embed/texts.ts'
import { readView, viewQuery } from '../../../proxy/embed/view-options.ts'
import { createTokens } from '../../../proxy/embed/form-token.ts'
import { negotiate as widgetNegotiate } from '../../../widget/i18n/negotiate.ts'
import { aStore } from '../../harness/proxy/a-store.ts'
import { aClock, aFolder, CHANNEL, ORIGIN } from '../../harness/proxy/builders.ts'
import { anEmbeddedApp, anOpenForm, OWN } from '../../harness/proxy/an-embed.ts'

describe('a token', () => {
  it('is good for its purpose and subject, until it expires, also after a restart', async () => {
    const folder = aFolder()
    const clock = aClock()
    const token = createTokens(await aStore({ folder }).store.signingKey(), clock.now).mint(
      'form',
      'shop',
      60_000,
    )
    const tokens = createTokens(await aStore({ folder }).store.signingKey(), clock.now)
    expect(tokens.check('form', 'shop', token)).toBe('valid')
    expect(tokens.check('sent', 'shop', token)).toBe('invalid')
    expect(tokens.check('form', 'other', token)).toBe('invalid')
    clock.pass(61_000)
    expect(tokens.check('form', 'shop', token)).toBe('expired')
  })

  it('cannot be made longer, nor made up', () => {
    const tokens = createTokens('key', aClock().now)
    const token = tokens.mint('form', 'shop', 60_000)
    expect(tokens.check('form', 'shop', `z${token}`)).toBe('invalid')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(tokens.check('form', 'shop', text)).toBe('invalid')
      }),
    )
  })
})

describe('the key that signs tokens', () => {
  it('is in no document', async () => {
    const app = anEmbeddedApp()
    const fields = await anOpenForm(app)
    for (const answer of [
      await app.get('/embed/shop'),
      await app.post({ ...fields, email: '' }),
      await app.post(fields),
    ])
      expect(`${await answer.text()} ${JSON.stringify([...answer.headers])}`).not.toContain(app.key)
  })
})

describe('who may send', () => {
  const LISTED = [ORIGIN, 'https://*.shop.example']
  const WITH_NULL = [...LISTED, 'null']
  it.each([
    ['the proxy’s own page, with its token', OWN, 'same-origin', true, 303],
    ['the proxy’s own page, without', OWN, 'same-origin', false, 403],
    ['the proxy’s own page behind a server that hides where it comes from', 'null', 'same-origin', true, 303],
    ['the same, without a token', 'null', 'same-origin', false, 403],
    ['an old browser that sends no origin, with the token', undefined, undefined, true, 303],
    ['an old browser, without', undefined, undefined, false, 403],
    ['another website, with a token that it fetched', 'https://evil.example', 'cross-site', true, 403],
    ['another website that hides where it comes from, with a token', 'null', 'cross-site', true, 403],
    ['the same, as a neighbour of the proxy', 'null', 'same-site', true, 403],
    ['the same, in a browser that says nothing of sites', 'null', undefined, true, 403],
    ['another website whose origin was lost on the way', undefined, 'cross-site', true, 403],
    ['an address bar, with a token', undefined, 'none', true, 403],
    ['a sandboxed frame of a site that does not list "null"', 'null', 'cross-site', true, 403],
    ['a sandboxed frame of a site that does', 'null', 'cross-site', true, 303, WITH_NULL],
    ['a page of the site', ORIGIN, 'cross-site', false, 303],
    ['a sub-domain of it', 'https://nl.shop.example', 'cross-site', false, 303],
  ])('%s', async (_, origin, fetchSite, withToken, status, origins = LISTED) => {
    const app = anEmbeddedApp({
      publicUrl: OWN,
      sites: { shop: { channel: '01HX9F3K2M4N5P6Q7R8S9T0V1W', origins } },
    })
    const { token = '', ...fields } = await anOpenForm(app)
    const body = new URLSearchParams({ ...fields, ...(withToken && { token }) }).toString()
    const answer = await app.app.request(`${OWN}/api/tickets`, {
      method: 'POST',
      body,
      headers: {
        Accept: 'text/html',
        'Content-Type': 'application/x-www-form-urlencoded',
        ...(origin !== undefined && { Origin: origin }),
        ...(fetchSite !== undefined && { 'Sec-Fetch-Site': fetchSite }),
      },
    })
    expect(answer.status).toBe(status)
  })

  it.each([
    ['with something that no form has', { nonsense: 'x' }],
    ['with something left out', { email: '' }],
  ])('another website does not get a form of ours filled in by one %s', async (_, wrong) => {
    const app = anEmbeddedApp({ publicUrl: OWN, sites: { shop: { channel: CHANNEL, origins: LISTED } } })
    const { token: _ours, ...fields } = await anOpenForm(app)
    for (const [origin, back] of [
      ['https://evil.example', false],
      ['null', false],
      [ORIGIN, true],
      [OWN, true],
    ] as const) {
      const page = await (await app.post({ ...fields, ...wrong }, { Origin: origin })).text()
      expect(page.includes('name="token"'), origin).toBe(back)
      expect(page.includes('The export button does nothing.'), origin).toBe(back)
    }
  })

  it('a form whose token has expired comes back with a new one and with everything that was written', async () => {
    const app = anEmbeddedApp()
    const fields = await anOpenForm(app)
    app.clock.pass(25 * 3_600_000)
    const answer = await app.post(fields)
    const page = await answer.text()
    expect(answer.status).toBe(403)
    expect(page).toContain('Your message was not sent')
    expect(page).toContain('The export button does nothing.</textarea>')
    const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect((await app.post({ ...fields, token })).status).toBe(303)
  })

  it('knows its own host without a public address, and not that of others', async () => {
    const app = anEmbeddedApp({})
    const fields = await anOpenForm(app)
    expect((await app.post(fields, { Origin: 'http://support.example' })).status).toBe(303)
    expect((await app.post(fields, { Origin: 'https://evil.example' })).status).toBe(403)
  })

  it('the script of the form gets a new token as JSON', async () => {
    const app = anEmbeddedApp()
    const { token } = (await (await app.get('/embed/shop', { Accept: 'application/json' })).json()) as {
      token: string
    }
    expect(app.tokens.check('form', 'shop', token)).toBe('valid')
  })
})

describe('the headers of a document', () => {
  it.each(['/embed/shop', '/embed/shop?color=%23c03', '/embed/shop/sent/S0123456789A'])(
    '%s',
    async (path) => {
      const { headers } = await anEmbeddedApp().get(path)
      const policy = headers.get('Content-Security-Policy')!
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe')
      expect(policy).toContain(`frame-ancestors ${ORIGIN} https://*.shop.example;`)
      expect(headers.get('X-Frame-Options')).toBeNull()
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp')
      expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
      expect(headers.get('Referrer-Policy')).toBe('same-origin')
      expect(headers.get('Permissions-Policy')).toContain('geolocation=()')
      expect(headers.get('Permissions-Policy')).toContain('display-capture=()')
      expect(headers.get('Set-Cookie')).toBeNull()
    },
  )

  it('are the same when the form comes back', async () => {
    const app = anEmbeddedApp()
    const { headers } = await app.post(await anOpenForm(app, { email: '' }))
    expect(headers.get('Content-Security-Policy')).toContain(`frame-ancestors ${ORIGIN}`)
    expect(headers.get('Cache-Control')).toBe('no-store')
  })
})

describe('the address of a document', () => {
  it('puts nothing into the document but words of its own, whatever stands in it', async () => {
    const app = anEmbeddedApp()
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.constantFrom('theme', 'color', 'locale', 'compact', 'title', 'x'),
          fc.oneof(fc.string(), fc.constantFrom('"><script>', '</style><script>', 'red;}', 'javascript:1')),
        ),
        async (parameters) => {
          const page = await (
            await app.get('/embed/shop?' + new URLSearchParams(parameters).toString())
          ).text()
          expect(page).not.toMatch(/"><script>|<\/style><script>|javascript:/)
          expect(page.split('<script')).toHaveLength(2)
          expect(page.replace(/<style>@supports [^<]*<\/style>/, '')).not.toContain('<style')
        },
      ),
      { numRuns: 200 },
    )
  })

  it('means the same after it was read and written', () => {
    const query = '?locale=pt-BR&theme=dark&compact=1&color=%23cc0033'
    expect(viewQuery(readView(new URLSearchParams(query)))).toBe(query)
  })

  it('tells where the visitor comes from only when that is a page of the site', async () => {
    const app = anEmbeddedApp()
    const page = async (referrer: string) => (await app.get('/embed/shop', { Referer: referrer })).text()
    expect(await page(`${ORIGIN}/cart?who=ada`)).toContain(`name="page" value="${ORIGIN}/"`)
    expect(await page('https://evil.example/')).not.toContain('name="page"')
  })
})

describe('the language of a document', () => {
  it.each([
    ['nl-BE,en;q=0.5', 'nl'],
    ['en;q=0.5, nl;q=0.9', 'nl'],
    ['xx, *;q=0.1', 'en'],
    ['nl;q=0, en', 'en'],
    ['', 'en'],
  ])('of a browser that accepts "%s" is %s', async (header, locale) => {
    const page = await (await anEmbeddedApp().get('/embed/shop', { 'Accept-Language': header })).text()
    expect(page).toContain(`lang="${locale}"`)
  })

  it('is that of the address first, and of the site last', async () => {
    const app = anEmbeddedApp()
    expect(await (await app.get('/embed/shop?locale=nl', { 'Accept-Language': 'en' })).text()).toContain(
      'lang="nl"',
    )
    expect(await (await app.get('/embed/strict', { 'Accept-Language': 'xx' })).text()).toContain('lang="nl"')
  })

  it('is chosen as the widget chooses it', () => {
    const available = ['en', 'nl', 'pt-BR', 'pt-PT', 'zh-Hans', 'zh-Hant', 'sr', 'de', 'nb']
    const tags = [
      'pt',
      'pt-BR',
      'pt_PT',
      'zh-TW',
      'zh',
      'zh-HK',
      'sr-Latn',
      'de-CH',
      'nl',
      'EN-us',
      '',
      'x',
      '??',
    ]
    const tag = fc.constantFrom(...tags)
    fc.assert(
      fc.property(fc.array(tag), (wanted) => {
        expect(negotiate(wanted, available)).toBe(widgetNegotiate(wanted, available))
      }),
    )
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(Array.isArray(acceptedLanguages(header))).toBe(true)
      }),
    )
  })
})

describe('the id of a message from a plain form', () => {
  it('tells nobody what was written, however often they try', async () => {
    const ids = []
    // Each has a key of its own.
    for (const app of [anEmbeddedApp(), anEmbeddedApp()]) {
      await app.post({ site: 'shop', email: 'ada@example.com', message: 'Hello' }, { Origin: ORIGIN })
      ids.push(app.outbox.due(true)?.submission?.id)
    }
    expect(ids[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/)
    expect(ids[1]).not.toBe(ids[0])
  })
})
