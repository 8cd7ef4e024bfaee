import { describe, expect, it } from 'vitest'
import { createImportCall } from '../../../proxy/helpdesk/import-call.ts'
import { aHelpdesk, anOpenGate, json } from '../../harness/proxy/builders.ts'

const ULID = '01JABCDEFGHJKMNPQRSTVWXYZ0'

/** What an answer means. */
async function outcome(status: number, body: unknown, headers = {}) {
  const desk = await aHelpdesk((_, response) => json(response, status, body, headers))
  const options = { url: desk.url, token: 't', timeoutMs: 2000, fetch, now: Date.now }
  return createImportCall(options, anOpenGate())({ external_id: 'old:1' })
}

describe('the answer to an import', () => {
  it.each([
    [201, { data: { ulid: ULID } }, { type: 'imported', ticket: ULID, existed: false }],
    [200, { data: { ulid: ULID } }, { type: 'imported', ticket: ULID, existed: true }],
    [201, { ticket: { ulid: ULID } }, { type: 'imported', ticket: ULID, existed: false }],
    [429, { message: 'Too Many Attempts.' }, { type: 'limited' }],
    [500, {}, { type: 'failed', why: '500' }],
    [408, {}, { type: 'failed', why: '408' }],
    [401, { message: 'Unauthenticated.' }, { type: 'barred', status: 401 }],
    [403, {}, { type: 'barred', status: 403 }],
    [400, {}, { type: 'barred', status: 400 }],
    [302, {}, { type: 'barred', status: 302 }],
    [404, { message: 'No channel.' }, { type: 'refused', invalid: false, why: '404 No channel.' }],
    [413, {}, { type: 'refused', invalid: false, why: '413' }],
    [
      422,
      {
        message: 'x',
        errors: { subject: ['The subject field is required.'], 'from_contact.email': ['Bad.'] },
      },
      {
        type: 'refused',
        invalid: true,
        why: '422 subject: The subject field is required.; from_contact.email: Bad.',
      },
    ],
  ])('%i with %j', async (status, body, meaning) => expect(await outcome(status, body)).toEqual(meaning))

  it.each([
    [200, 'Please sign in'],
    [201, { data: {} }],
    [200, { data: { ulid: 'x' } }],
    [200, { error: 'maintenance', data: { ulid: ULID } }],
  ])('%i with %j is no ticket', async (status, body) => {
    expect(await outcome(status, body)).toEqual({ type: 'failed', why: `${status} without a ticket` })
  })

  it('may repeat a conversation of megabytes', async () => {
    const messages = [{ body_html: 'x'.repeat(3_000_000) }]
    expect(await outcome(201, { data: { ulid: ULID, messages } })).toMatchObject({ type: 'imported' })
  })

  it('that does not come is a failure, and nothing is known of the ticket', async () => {
    const desk = await aHelpdesk((_, response) => response.destroy())
    const options = { url: desk.url, token: 't', timeoutMs: 2000, fetch, now: Date.now }
    expect(await createImportCall(options, anOpenGate())({})).toMatchObject({ type: 'failed' })
  })
})
