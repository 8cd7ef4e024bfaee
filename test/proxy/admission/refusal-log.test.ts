/** What docs/spam.md tells operators of the log, compared with what an attack leaves there. */
import { describe, expect, it } from 'vitest'
import type { Applicant } from '../../../proxy/admission/kinds.ts'
import type { Refusal } from '../../../proxy/refusal.ts'
import { anApp, problemOf, SITES, solved, WITHOUT_CHALLENGES } from '../../harness/proxy/an-app.ts'
import { aClock, aSubmission } from '../../harness/proxy/builders.ts'
import { page } from '../../pages.ts'

const chapter = page('docs/spam.md', '## The log of an attack')

type App = ReturnType<typeof anApp>
type Line = Record<'event' | 'why', string>

const always = { sites: { shop: { ...SITES.sites.shop, challenge: 'always' } } }
const others = (email: string) => aSubmission({ email })

/** One attack for each reason. */
const attacks: Record<
  string,
  [options: Parameters<typeof anApp>[0], attack: (app: App) => Promise<unknown>]
> = {
  missing: [{ sites: always }, ({ postJson }) => postJson(aSubmission())],
  invalid: [{ sites: always }, ({ postJson }) => postJson({ ...aSubmission(), challenge: 'AAAA' })],
  fast: [
    { sites: always },
    async ({ postJson, form }) =>
      postJson({ ...aSubmission(), challenge: await solved((await form()).challenge) }),
  ],
  cheap: [
    { sites: always, limits: { site: 10 } },
    async ({ postJson, form, clock }) => {
      const old = await solved((await form()).challenge)
      clock.pass(5000)
      for (let i = 0; i < 5; i++) {
        const { challenge } = await problemOf(
          await postJson({ ...others(`${i}@a.example`), challenge: 'AAAA' }),
        )
        await postJson({ ...others(`${i}@a.example`), challenge: await solved(challenge) })
      }
      await postJson({ ...aSubmission(), challenge: old })
    },
  ],
  spent: [
    { sites: always },
    async ({ postJson, form, clock }) => {
      const challenge = await solved((await form()).challenge)
      clock.pass(5000)
      for (let i = 0; i < 2; i++) await postJson({ ...aSubmission(), challenge })
    },
  ],
  address: [
    { sites: WITHOUT_CHALLENGES, limits: { address: 1 }, trusted: ['10.0.0.1'] },
    async ({ postJson }) => {
      for (const email of ['a@a.example', 'b@a.example'])
        await postJson(others(email), { 'X-Forwarded-For': '203.0.113.9' })
    },
  ],
  unproven: [{ sites: always }, ({ postJson }) => postJson(aSubmission(), { Accept: 'text/html' })],
  backlog: [
    { sites: WITHOUT_CHALLENGES, limits: { backlog: 1 } },
    async ({ postJson, clock }) => {
      await postJson(aSubmission())
      clock.pass(2000)
      await postJson(aSubmission())
    },
  ],
}
for (const kind of ['email', 'site', 'total'])
  attacks[kind] = [
    { sites: WITHOUT_CHALLENGES, limits: { [kind]: 1 } },
    async ({ postJson }) => {
      for (let i = 0; i < 2; i++) await postJson(aSubmission())
    },
  ]

/** Codes that are asked for, past the work: for the last ones of a full allowance it would take a minute. */
const wishes =
  (wish: (n: number) => Partial<Applicant>) =>
  async ({ rateLimits }: App) => {
    for (let n = 0; n < 31; n++)
      try {
        rateLimits.admit({
          network: '203.0.113.9',
          email: 'a@a.example',
          site: 'shop',
          code: true,
          ...wish(n),
        })
      } catch (error) {
        ;(error as Refusal).tell()
      }
  }
attacks['codeAddress'] = [{}, wishes((n) => ({ email: `${n}@a.example` }))]
attacks['codeEmail'] = [{}, wishes((n) => ({ network: `203.0.113.${n}` }))]
attacks['codeSite'] = [
  { limits: { codes: 9 } },
  wishes((n) => ({ network: undefined, email: `${n}@a.example` })),
]

/** The rows of the table, in which an empty cell repeats the one above. */
function rows(): Line[] {
  let event = ''
  return [...chapter.matchAll(/^\| (?:`(\w+)`)? +\| `(\w+)` +\|/gm)].map(([, first, why = '']) => {
    event = first ?? event
    return { event, why }
  })
}

describe('the log of an attack', () => {
  it.each(rows().map(({ event, why }) => [event, why]))(
    'says %s %s, as the docs explain',
    async (event, why) => {
      const [options, attack] = attacks[why]!
      const app = anApp({ ...options, clock: aClock() })
      await attack(app)
      app.rateLimits.refusals.report()
      const lines = app.lines.map((line) => JSON.parse(line) as Line)
      expect(lines.filter((line) => line.event === event).map((line) => line.why)).toContain(why)
    },
  )

  it('knows no other reasons', () => {
    expect(
      rows()
        .map(({ why }) => why)
        .toSorted(),
    ).toEqual(Object.keys(attacks).toSorted())
  })

  it('has lines like the two that the docs show', async () => {
    const shown = [...chapter.matchAll(/^\{"event".*\}$/gm)].map(([line]) => JSON.parse(line) as Line)
    expect(shown).toHaveLength(2)
    for (const line of shown) {
      const [options, attack] = attacks[line.why]!
      const app = anApp({ ...options, clock: aClock() })
      await attack(app)
      app.rateLimits.refusals.report()
      const written = app.lines.map((text) => JSON.parse(text) as Line).find(({ why }) => why === line.why)
      expect(Object.keys(written!).filter((key) => !['time', 'level'].includes(key))).toEqual(
        Object.keys(line),
      )
    }
  })
})
