/** What the helpdesk refuses the proxy refuses before, or mends: nothing that is confirmed ends as dead. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ticketOf } from '../../../proxy/helpdesk/ticket.ts'
import { SANDBOX_CHANNEL } from '../../../proxy/sandbox/sandbox.ts'
import { HELPDESK_FIELDS } from '../../harness/helpdesk-fields.ts'
import type { CheckedField } from '../../harness/helpdesk-fields.ts'
import { anApp, problemOf, stored, WITHOUT_CHALLENGES } from '../../harness/proxy/an-app.ts'
import { aSubmission } from '../../harness/proxy/builders.ts'
import { aTicket, startSandbox, type TestSandbox } from '../../harness/proxy/sandbox-server.ts'
import { runs } from '../../harness/volume.ts'

let desk: TestSandbox
beforeAll(async () => {
  desk = await startSandbox()
})
afterAll(() => desk.stop())

const NO_LIMITS = { address: Infinity, email: Infinity, site: Infinity, total: Infinity }
const SITE = { id: 'shop', channel: SANDBOX_CHANNEL }

/** What the helpdesk says of a text as it was written: `null` when it takes it, else the fields that it names. */
async function helpdeskOf(field: CheckedField, text: string) {
  const ticket = {
    email: () => aTicket({ email: text }),
    name: () => aTicket({ name: text }),
    subject: () => aTicket({ subject: text }),
    message: () => aTicket({ body: text }),
  }[field]()
  const { status, json } = await desk.api('POST', '/tickets', ticket)
  return status === 422 ? Object.keys(json.errors) : null
}

/** A function that tells what becomes of a submission: the proxy's refusal, or the helpdesk's answer to its ticket. */
function aJourney() {
  const { postJson, outbox, sql } = anApp({ sites: WITHOUT_CHALLENGES, limits: NO_LIMITS })
  return async (changes: Parameters<typeof aSubmission>[0]) => {
    const response = await postJson(aSubmission(changes))
    if (response.status !== 202) return { ...(await problemOf(response)), by: 'proxy' }
    const ticket = ticketOf(stored(outbox)!, SITE, 'S00000000000')
    sql.run('DELETE FROM submission')
    const { status, text } = await desk.api('POST', '/tickets', ticket)
    return { status, text, fields: {}, by: 'helpdesk' }
  }
}

describe.each(['email', 'name', 'subject', 'message'] as const)('the field %s', (field) => {
  const cases = HELPDESK_FIELDS.filter(([name]) => name === field).map(([, text]) => text)

  it('has cases that the helpdesk takes, and some that it refuses', async () => {
    const answers = []
    for (const text of cases) answers.push(await helpdeskOf(field, text))
    expect(answers).toContain(null)
    expect(answers.some((names) => names !== null)).toBe(true)
  })

  it('is refused before it is confirmed, or taken by the helpdesk', async () => {
    const fateOf = aJourney()
    for (const text of cases) {
      const fate = await fateOf({ [field]: text })
      const about = `${JSON.stringify(text)}: ${JSON.stringify(fate)}`
      if (fate.by === 'helpdesk') expect(fate.status, about).toBe(201)
      else expect(fate.fields, about).toEqual({ [field]: expect.any(String) })
    }
  })
})

it('whatever is written, what is confirmed is taken', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({
      unit: fc.constantFrom('\u200b', ' ', '\u2800', '\u202a', 'x', '\n', '\0', '\ud800'),
      maxLength: 8,
    }),
  )
  const fateOf = aJourney()
  await fc.assert(
    fc.asyncProperty(text, text, text, async (name, subject, message) => {
      const { by, status } = await fateOf({ name, subject, message })
      expect(by === 'helpdesk' ? status : 201).toBe(201)
    }),
    runs(300, 30),
  )
})
