/** The customer's answer by e-mail and the mail tray: what only the inbox page can do. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox()
})
afterEach(() => desk.stop())

const answer = (ulid: string, body: unknown = { body: '<p>It still burns</p>' }) =>
  desk.send('POST', `/sandbox/inbox/tickets/${ulid}/customer-reply`, body)
const setStatus = (ulid: string, status: string) => desk.api('PUT', `/tickets/${ulid}/status`, { status })
const ticketOf = async (ulid: string) => (await desk.api('GET', `/tickets/${ulid}`)).json.data

describe('an answer of the customer', () => {
  it('is an inbound message of the contact, and the ticket’s latest news', async () => {
    const { ulid, contact } = await desk.ticket()
    desk.advance(60_000)
    const { status, json } = await answer(ulid)
    expect([status, json.data]).toEqual([
      201,
      expect.objectContaining({
        type: 'inbound',
        body_text: 'It still burns',
        sender: expect.objectContaining({ type: 'contact', id: contact.id }),
      }),
    ])
    expect(await ticketOf(ulid)).toMatchObject({
      latest_message_preview: 'It still burns',
      last_activity_at: '2026-06-01T10:31:00+00:00',
      updated_at: '2026-06-01T10:31:00+00:00',
    })
  })

  it.each([
    ['closed', 'open'],
    ['waiting', 'open'],
    ['open', 'open'],
    ['spam', 'spam'],
  ])('makes a ticket that is %s %s', async (before, after) => {
    const { ulid } = await desk.ticket()
    await setStatus(ulid, before)
    await answer(ulid)
    expect(await ticketOf(ulid)).toMatchObject({ status: after, closed_at: null })
  })

  it('needs words and a ticket', async () => {
    const { ulid } = await desk.ticket()
    expect((await answer(ulid, { body: ' ' })).json.errors).toEqual({ body: ['The body field is required.'] })
    expect((await answer('01HX9F3K2M0000000000000000')).status).toBe(404)
  })

  it('is no call of the documented API', async () => {
    const { ulid } = await desk.ticket()
    expect((await desk.api('POST', `/tickets/${ulid}/customer-reply`, { body: 'x' })).status).toBe(404)
  })
})

describe('the mail tray', () => {
  const list = async () => (await desk.send('GET', '/sandbox/mails')).json.data

  it('shows what was delivered, the latest first', async () => {
    expect(await list()).toEqual([])
    desk.sandbox.deliverMail({ to: 'a@b.example', subject: 'One', text: 'Hello\n<b>you</b>' })
    desk.sandbox.deliverMail({ to: 'c@d.example', subject: 'Two', text: '' })
    expect(await list()).toEqual([
      expect.objectContaining({ to: 'c@d.example', subject: 'Two' }),
      {
        ulid: expect.any(String),
        to: 'a@b.example',
        subject: 'One',
        text: 'Hello\n<b>you</b>',
        created_at: '2026-06-01T10:30:00+00:00',
      },
    ])
  })

  it('tells pages that look, and keeps the latest 200', async () => {
    const stream = await fetch(`${desk.origin}/sandbox/events`)
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
    for (let n = 1; n <= 201; n++) desk.sandbox.deliverMail({ to: 'a@b.example', subject: `${n}`, text: '' })
    let told = ''
    while (!told.includes('event: mail')) told += (await reader.read()).value
    await reader.cancel()
    const subjects = (await list()).map(({ subject }: { subject: string }) => subject)
    expect([subjects.length, subjects[0], subjects.at(-1)]).toEqual([200, '201', '2'])
  })
})
