/**
 * Generated requests against the whole app on a real database, and generated values through every parser.
 * `FUZZ=1000000 SEED=42` sets number and seed; the seed is printed, and repeats a run exactly.
 */
import { describe, expect, it } from 'vitest'
import { createAddresses, networkOf } from '../../proxy/address.ts'
import { createChallenges } from '../../proxy/challenge.ts'
import { checkIdentity } from '../../proxy/identity.ts'
import { originProblem } from '../../proxy/origins.ts'
import { Refusal } from '../../proxy/problem.ts'
import { ticketOf } from '../../proxy/ticket.ts'
import { anApp, solved } from '../proxy/anapp.ts'
import { CHANNEL, ORIGIN } from '../proxy/builders.ts'
import { Generator } from './generator.ts'

const COUNT = Number(process.env['FUZZ'] ?? 20_000)
const SEED = Number(process.env['SEED'] ?? Date.now() % 2 ** 32)
const TIMEOUT = 60_000 + COUNT * 5
const UNLIMITED = {
  address: Infinity,
  email: Infinity,
  site: Infinity,
  total: Infinity,
  unproven: Infinity,
  backlog: Infinity,
}
const CODES = new Set([200, 202, 204, 400, 403, 404, 405, 409, 413, 415, 422])
const HOLDER = { site: 'shop', origin: ORIGIN, host: 'support.example' }
const HEADERS =
  /^(access-control-[a-z-]+|allow|cache-control|content-(type|length)|cross-origin-resource-policy|retry-after|vary|x-content-type-options|x-request-id)$/

/** Two fifths of the number are requests, two are values, and one is bytes on sockets: bytes.test.ts. */
const SHARE = Math.ceil(COUNT * 0.4)

describe(`from seed ${SEED}`, () => {
  it(
    `no request of ${SHARE} breaks the app, takes over a second, or gets an answer without a code`,
    { timeout: TIMEOUT },
    async () => {
      const generator = new Generator(SEED)
      const { app, lines, outbox } = anApp({ limits: UNLIMITED })
      const seen = new Map<number, number>()
      for (let i = 0; i < SHARE; i++) {
        const request = generator.request()
        const start = performance.now()
        const response = await app.fetch(request)
        const text = await response.text()
        const took = performance.now() - start
        const about = `seed ${SEED}, request ${i}: ${request.method} ${request.url}`
        if (!CODES.has(response.status)) expect.fail(`${about}: ${response.status} ${text} ${lines.join('')}`)
        if (took > 1000) expect.fail(`${about}: ${took} ms`)
        if (response.status >= 400 && request.method !== 'HEAD' && !/^{"code":"[a-z_]+"/.test(text))
          expect.fail(`${about}: ${text}`)
        for (const [name] of response.headers)
          if (!HEADERS.test(name)) expect.fail(`${about}: header ${name}`)
        seen.set(response.status, (seen.get(response.status) ?? 0) + 1)
      }
      print(`seed ${SEED}: ${SHARE} requests, statuses ${JSON.stringify(Object.fromEntries(seen))}`)
      expect(lines.filter((line) => line.includes('"error"'))).toEqual([])
      expect(seen.get(202) ?? 0).toBeGreaterThan(SHARE / 100)
      expect(outbox.counts().pending).toBeGreaterThan(SHARE / 200)
    },
  )

  it(
    `no value of ${SHARE} breaks a parser, passes for a proof, or becomes markup`,
    { timeout: TIMEOUT },
    async () => {
      const generator = new Generator(SEED + 1)
      const clientOf = createAddresses(['10.0.0.0/8', '::1'], () => {})
      const site = { id: 'shop', channel: CHANNEL }
      const challenges = createChallenges('a-secret-of-the-proxy', Date.now)
      const payload = await solved(await challenges.issue(HOLDER, 0, false))
      const known = JSON.stringify(await challenges.open(HOLDER, payload))
      for (let i = 0; i < SHARE; i++) {
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
            checkIdentity(
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
        const proof = await challenges.open(HOLDER, forged)
        if (proof && JSON.stringify(proof) !== known) expect.fail(`${about}: ${forged}`)
        const { message } = ticketOf(
          {
            id: 'i',
            site: 'shop',
            email: 'a@b.example',
            message: text,
            name: text,
            page: text,
            locale: text,
            topic: text,
          },
          site,
          'R',
        )
        if (/<(?!\/?(?:p|br|hr|table|tr|td|strong)>)/.test(message.body)) expect.fail(about)
      }
      print(`seed ${SEED + 1}: ${SHARE} values`)
    },
  )
})

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
