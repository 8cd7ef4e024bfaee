/** Generated requests by browsers against the documents: the form without JavaScript, its errors and its confirmation. */
import { expect, it } from 'vitest'
import { SITES } from '../harness/proxy/an-app.ts'
import { anEmbeddedApp, OWN } from '../harness/proxy/an-embed.ts'
import { EVERYTHING } from '../harness/attack/full-site-values.ts'
import { stopwatch } from '../harness/attack/process-usage.ts'
import { Generator } from '../harness/attack/random-requests.ts'
import { NONE, print, rare, SEED, shareOf } from '../harness/volume.ts'

const COUNT = shareOf(6000)
const ALL_SITES = { ...SITES.sites, all: EVERYTHING }
const CODES = new Set([200, 202, 204, 303, 308, 400, 403, 404, 405, 409, 413, 415, 422])

/** What the pages after sending are posted, by ours or by somebody else. */
function posted(generator: Generator, headers: Headers): Request {
  const names = [
    'token',
    'receipt',
    'key',
    'session',
    'browser',
    'asked',
    'locale',
    'email',
    'code',
    'id',
    'x',
  ]
  const fields = Array.from({ length: generator.int(6) }, (): [string, string] => [
    generator.pick(names),
    generator.pick([generator.text().toWellFormed(), 'x'.repeat(43), '1', 'nl']),
  ])
  const page = generator.pick(['conversation', 'requests', 'code', 'session', 'sign-out'])
  headers.delete('Content-Type')
  headers.delete('Content-Length')
  return new Request(`${OWN}/embed/${generator.pick(['shop', 'all', 'nowhere'])}/${page}`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
  })
}

/** What a browser's address bar, form or script makes of a generated request. */
function asBrowser(generator: Generator, request: Request): Request {
  const { headers } = request
  headers.set('Accept', 'text/html,*/*;q=0.8')
  if (generator.random() < 0.4) headers.set('Origin', OWN)
  if (generator.random() < 0.6) return request
  if (generator.random() < 0.3) return posted(generator, headers)
  const query = new URLSearchParams(
    Array.from({ length: generator.int(4) }, () => [
      generator.pick(['theme', 'color', 'locale', 'compact', 'key', 'site', 'x']),
      generator.text().toWellFormed(),
    ]),
  ).toString()
  const name = encodeURIComponent(generator.text().toWellFormed())
  const path = generator.pick([
    '/embed/shop',
    '/embed/all',
    '/embed/strict',
    `/embed/${name}`,
    `/embed/shop/sent/${name}`,
    '/embed',
  ])
  return new Request(`https://support.example${path}?${query}`, { headers })
}

it.skipIf(NONE)(
  `no request of ${COUNT} by a browser, from seed ${SEED}, breaks a document, puts markup into it, or gets one without a policy`,
  { timeout: 60_000 + COUNT * 10 },
  async () => {
    const { app, lines, tokens, sql } = anEmbeddedApp({ publicUrl: OWN, sites: ALL_SITES })
    // Half of the forms are our own documents', with a token that is good, or was good for another site.
    const generator: Generator = new Generator(SEED, ['shop', 'all'], (site) =>
      generator.random() < 0.5
        ? {}
        : { token: tokens.mint('form', generator.random() < 0.9 ? site : 'strict', 1e9) },
    )
    const seen = new Map<number, number>()
    for (let i = 0; i < COUNT; i++) {
      const request = asBrowser(generator, generator.request())
      const about = `request ${i}: ${request.method} ${request.url}`
      const slow = stopwatch()
      const response = await app.fetch(request)
      const text = await response.text()
      const took = slow()
      if (took) expect.fail(`${about}: ${took}`)
      if (!CODES.has(response.status)) expect.fail(`${about}: ${response.status} ${lines.join('')}`)
      seen.set(response.status, (seen.get(response.status) ?? 0) + 1)
      if (request.method === 'HEAD' || !response.headers.get('Content-Type')?.startsWith('text/html'))
        continue
      const policy = response.headers.get('Content-Security-Policy')
      if (!policy?.includes("default-src 'none'") || policy.includes('unsafe')) expect.fail(about)
      for (const name of ['X-Content-Type-Options', 'Referrer-Policy', 'Permissions-Policy'])
        if (!response.headers.get(name)) expect.fail(`${about}: no ${name}`)
      // One script and, but for pages that have a form for each button, one form at most, whatever was sent.
      const forms = /\/embed\/\w+\/[\w-]+$/.test(request.url) ? 4 : 2
      if (text.split('<script').length !== 2 || text.split('<form').length > forms) expect.fail(about)
      if (/<[^>]*(?:javascript:|\son\w+=)[^"]*>/i.test(text)) expect.fail(about)
    }
    print(`seed ${SEED}: statuses ${JSON.stringify(Object.fromEntries(seen))}`)
    expect(lines.filter((line) => line.includes('"error"'))).toEqual([])
    const filled = sql.get(`SELECT count(*) AS n FROM submission WHERE body LIKE '%"fields":{%'`)
    expect(Number(filled?.['n'])).toBeGreaterThanOrEqual(rare(COUNT / 1000))
    for (const status of [200, 303, 404, 422]) expect(seen.get(status) ?? 0).toBeGreaterThan(COUNT / 200)
  },
)
