/**
 * Generated requests against the whole app on a real database, and generated values through every parser.
 * `npm run fuzz` makes it a million; `SEED` draws again from a seed that was printed.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAddresses, networkOf } from '../../proxy/admission/client/client-address.ts'
import { referredFiles } from '../../proxy/store/sqlite/attachments.ts'
import { createChallenges } from '../../proxy/admission/challenge.ts'
import { loadConfig } from '../../proxy/config/config.ts'
import { cleanName } from '../../proxy/contract/files/file-names.ts'
import type { Site } from '../../proxy/config/config.ts'
import { checkIdentity } from '../../proxy/admission/identity.ts'
import { originProblem } from '../../proxy/config/origin-list.ts'
import { Refusal } from '../../proxy/refusal.ts'
import type { Store } from '../../proxy/store/store.ts'
import type { Sql } from '../../proxy/store/sqlite/database.ts'
import { noteOf, ticketOf } from '../../proxy/helpdesk/ticket.ts'
import { anApp, SITES, solved } from '../harness/proxy/an-app.ts'
import { aSubmission, ORIGIN } from '../harness/proxy/builders.ts'
import { EVERYTHING } from '../harness/attack/full-site-values.ts'
import { stopwatch } from '../harness/attack/process-usage.ts'
import { Generator } from '../harness/attack/random-requests.ts'
import { NONE, print, rare, SEED, shareOf } from '../harness/volume.ts'

const UNLIMITED = {
  address: Infinity,
  email: Infinity,
  site: Infinity,
  total: Infinity,
  unproven: Infinity,
  backlog: Infinity,
}
const CODES = new Set([200, 202, 204, 303, 308, 400, 403, 404, 405, 409, 413, 415, 422])
const HOLDER = { site: 'shop', origin: ORIGIN, host: 'support.example' }
const HEADERS =
  /^(access-control-[a-z-]+|allow|cache-control|content-(type|length|security-policy)|cross-origin-(embedder|resource)-policy|location|(permissions|referrer)-policy|retry-after|vary|x-content-type-options|x-request-id)$/

/** What an answer of 4xx begins with: a code for programs, a document for people. */
const REFUSED = /^(\{"code":"[a-z_]+"|<!doctype html>)/

const ALL_SITES = { sites: { ...SITES.sites, all: EVERYTHING } }

/** As many requests as values, and half as many connections: bytes.test.ts. */
const COUNT = shareOf(8000)
const TIMEOUT = 60_000 + COUNT * 12

describe(`from seed ${SEED}`, () => {
  it.skipIf(NONE)(
    `no request of ${COUNT} breaks the app, takes over a second, or gets an answer without a code`,
    { timeout: TIMEOUT },
    async () => {
      let known: Store['conversations'] | undefined
      const { app, lines, outbox, sql, folder, store, postJson } = anApp({
        limits: UNLIMITED,
        sites: ALL_SITES,
        documents: true,
        codes: true,
        conversations: { byReceipt: async (site, hash) => (await known?.byReceipt(site, hash)) ?? [] },
      })
      known = store.conversations
      const receipt = randomBytes(32).toString('base64url')
      expect((await postJson({ ...aSubmission(), receipt })).status).toBe(202)
      // Some go on from that message: what such a one says is read before all of it is checked.
      const generator: Generator = new Generator(SEED, undefined, () => {
        if (generator.random() < 0.8) return {}
        const follows = generator.random() < 0.8 ? receipt : generator.value()
        return { follows, ...(generator.random() < 0.4 && { id: generator.value() }) }
      })
      const seen = new Map<number, number>()
      let documents = 0
      for (let i = 0; i < COUNT; i++) {
        const request = generator.request()
        const slow = stopwatch()
        const response = await app.fetch(request)
        const text = await response.text()
        const took = slow()
        const about = `seed ${SEED}, request ${i}: ${request.method} ${request.url}`
        if (!CODES.has(response.status)) expect.fail(`${about}: ${response.status} ${text} ${lines.join('')}`)
        if (took) expect.fail(`${about}: ${took}`)
        if (response.status >= 400 && request.method !== 'HEAD' && !REFUSED.test(text))
          expect.fail(`${about}: ${text}`)
        if (text.startsWith('<')) documents++
        if (text.startsWith('<') && (text.split('<script').length !== 2 || /\[native code\]/.test(text)))
          expect.fail(`${about}: ${text}`)
        for (const [name] of response.headers)
          if (!HEADERS.test(name)) expect.fail(`${about}: header ${name}`)
        seen.set(response.status, (seen.get(response.status) ?? 0) + 1)
        tellProgress(i, 'requests')
      }
      print(`seed ${SEED}: ${COUNT} requests, statuses ${JSON.stringify(Object.fromEntries(seen))}`)
      expect(lines.filter((line) => line.includes('"error"'))).toEqual([])
      expect(stored(sql, 'follows', '')).toBeGreaterThanOrEqual(rare(COUNT / 1000))
      expect(seen.get(202) ?? 0).toBeGreaterThan(COUNT / 100)
      expect(seen.get(303) ?? 0).toBeGreaterThan(COUNT / 100)
      expect(documents).toBeGreaterThan(COUNT / 20)
      expect(outbox.counts().pending).toBeGreaterThan(COUNT / 200)
      // Whatever was refused or damaged left no file behind, and files did come through.
      // The folder is made by the first file: of so few requests it may be that none had any.
      const kept = join(folder, 'files')
      const files = existsSync(kept) ? readdirSync(kept) : []
      expect(files.toSorted()).toEqual([...referredFiles(sql)].toSorted())
      expect(files.length).toBeGreaterThanOrEqual(rare(COUNT / 1000))
      expect(stored(sql, 'extras')).toBeGreaterThanOrEqual(rare(COUNT / 1000))
    },
  )

  it.skipIf(NONE)(
    `no value of ${COUNT} breaks a parser, passes for a proof, or becomes markup`,
    { timeout: TIMEOUT },
    async () => {
      const generator = new Generator(SEED + 1)
      const clientOf = createAddresses(['10.0.0.0/8', '::1'], () => {})
      const { sites } = loadConfig({ THERE_THERE_TOKEN: 't', SITES_FILE: 'x' }, () =>
        JSON.stringify(ALL_SITES),
      )
      const site = sites.get('all')!
      const challenges = createChallenges('a-secret-of-the-proxy', Date.now)
      const payload = await solved(await challenges.issue(HOLDER, 0, false))
      const known = JSON.stringify(challenges.open(HOLDER, payload))
      for (let i = 0; i < COUNT; i++) {
        const text = generator.text()
        const about = `seed ${SEED}, value ${i}: ${JSON.stringify(text)}`
        const network = clientOf({
          socket: { remoteAddress: '10.0.0.1' },
          headers: { 'x-forwarded-for': text },
        }).network
        if (network !== undefined && networkOf(network.replace('::/64', '::')) !== network) expect.fail(about)
        originProblem(text)
        try {
          const identity = generator.random() < 0.5 ? { token: text } : { signature: text }
          if (
            await checkIdentity(
              { email: 'a@b.example', identity },
              { secrets: ['s'.repeat(16)], required: true },
              0,
            )
          )
            expect.fail(about)
        } catch (error) {
          if (!(error instanceof Refusal)) throw new Error(about, { cause: error })
        }
        // What is around the signed part may change; what it proves, and that it does so once, may not.
        const forged = generator.random() < 0.1 ? text : generator.exchanged(payload)
        const proof = challenges.open(HOLDER, forged)
        if (proof && JSON.stringify(proof) !== known) expect.fail(`${about}: ${forged}`)
        if (MARKUP.test(ticketTexts(site, text))) expect.fail(about)
        const name = cleanName(text)
        tellProgress(i, 'values')
        if (/[\\/\p{Cc}"<>:|?*]|^\.|^$/u.test(name) || name.length > 255) expect.fail(`${about}: ${name}`)
      }
      print(`seed ${SEED + 1}: ${COUNT} values`)
    },
  )
})

/** Anything but the few elements that a ticket is made of. */
const MARKUP = /<(?!\/?(?:p|br|hr|table|tr|td|strong)>)/

/** The message and the note of a ticket in all of whose fields the same text stands. */
function ticketTexts(site: Site, text: string): string {
  const submission = {
    id: 'i',
    site: 'all',
    email: 'a@b.example',
    message: text,
    name: text,
    page: text,
    locale: text,
    topic: text,
    fields: { text, extras: [text, 'a'], [text]: text },
    context: { [text]: text },
    facts: { title: text },
    consent: { version: text, at: text },
  }
  const { message } = ticketOf(submission, site, 'R', { tokens: [], lost: [{ name: text, why: text }] })
  return message.body + noteOf([text], submission, 'R')
}

/** How many messages with a value for this field are stored. */
const stored = (sql: Sql, key: string, within = '"fields":{%') =>
  Number(sql.get('SELECT count(*) AS n FROM submission WHERE body LIKE ?', `%${within}"${key}":%`)?.['n'])

/** A long run says how far it is. */
function tellProgress(done: number, what: string): void {
  if (done > 0 && done % 50_000 === 0) print(`seed ${SEED}: ${done} ${what} so far`)
}
