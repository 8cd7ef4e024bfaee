/** Writing again, on a whole proxy and the sandbox. */
import { describe, expect, it } from 'vitest'
import { aConversation, aMessage, aReceipt } from '../../harness/proxy/a-conversation.ts'

interface DeskTicket {
  ulid: string
  number: number
  subject: string
  status: string
  contact: { email: string }
  messages: { type: string; body_html: string; attachments: { name: string }[] }[]
}

const again = (receipt: string, message: string, more: Record<string, string> = {}) => {
  const { email: _, ...rest } = aMessage({ message, follows: receipt })
  return { ...rest, ...more }
}

async function started(site: object = {}, env: Record<string, string> = {}) {
  const world = await aConversation(site, env)
  const receipt = aReceipt()
  const first = await world.send(aMessage({ receipt, message: 'The kettle leaks.\n\nIt is new.' }))
  await world.until({ receipt }, { messages: [{ state: 'delivered' }], next: 5 })
  const ticketOf = async (ulid: string) =>
    (await world.desk.api('GET', `/tickets/${ulid}`)).json.data as DeskTicket
  const notes = async (ulid: string) => (await ticketOf(ulid)).messages.filter(({ type }) => type === 'note')
  return { ...world, receipt, first, ticketOf, notes }
}

describe('a further message', () => {
  it('becomes a ticket that names the first one, which is told of it', async () => {
    const { receipt, first, send, ticketOf, notes, until, ask } = await started()
    const { reference } = await until({ receipt }, { state: 'received' })
    const sent = again(receipt, 'It leaks more.')
    const second = await send(sent)
    expect(await ask('/api/tickets', sent)).toMatchObject({ status: 202 })
    const old = await ticketOf(first)
    const made = await ticketOf(second)
    expect(made.contact.email).toBe('ada@example.com')
    expect(made.subject).toBe(`Re: The kettle leaks. It is new. [${reference}]`)
    expect(made.messages[0]!.body_html).toMatch(
      new RegExp(`^<p>Goes on from ticket #${old.number}, reference ${reference}</p><p>It leaks more.</p>`),
    )
    await expect.poll(() => notes(first)).toHaveLength(1)
    const told = await until({ receipt }, { messages: [{}, { state: 'delivered' }] })
    expect(told.messages!.map((one) => 'text' in one && one.text)).toEqual([
      'The kettle leaks.\n\nIt is new.',
      'It leaks more.',
    ])
    const [note] = await notes(first)
    expect(note!.body_html).toMatch(/written again: see the ticket with the reference S\w{11}/)
    expect(await notes(second)).toEqual([])
  })

  it('is one conversation for the visitor, answers on both tickets in order of time', async () => {
    const { desk, receipt, first, send, agent, until } = await started({ conversation: 'receipt' })
    await agent(first, 'reply', { body: '<p>Answer 1</p>' })
    desk.advance(60_000)
    const second = await send(again(receipt, 'Message 2'))
    await agent(second, 'reply', { body: '<p>Answer 2</p>' })
    await agent(first, 'reply', { body: '<p>Answer 3</p>' })
    const told = await until({ receipt }, { state: 'answered', messages: [{}, {}, {}, {}, {}] })
    const texts = told.messages!.map((one) => JSON.stringify(one).match(/(Message|Answer) \d|kettle/)![0])
    expect(texts).toEqual(['kettle', 'Answer 1', 'Message 2', 'Answer 2', 'Answer 3'])
  })

  it('becomes a note where the site wants that, and the ticket is open again', async () => {
    const { receipt, first, ask, agent, until, notes, tickets, ticketOf } = await started({
      followUp: 'note',
    })
    await agent(first, 'status', { status: 'closed' })
    await until({ receipt }, { state: 'closed' })
    expect(await ask('/api/tickets', again(receipt, 'It leaks <more>.'))).toMatchObject({ status: 202 })
    await expect.poll(async () => (await ticketOf(first)).status).toBe('open')
    expect(await tickets()).toHaveLength(1)
    const [note, ...others] = await notes(first)
    expect(others).toEqual([])
    expect(note!.body_html).toMatch(/The visitor writes again.*<p>It leaks &lt;more&gt;.<\/p>/)
    const told = await until(
      { receipt },
      { messages: [{}, { state: 'delivered', text: 'It leaks <more>.' }] },
    )
    expect(told.messages).toHaveLength(2)
  })

  it('takes nothing that was asked for before, and no other address', async () => {
    const { receipt, ask } = await started()
    const answer = await ask(
      '/api/tickets',
      again(receipt, 'x', { subject: 'New', email: 'bob@example.com' }),
    )
    expect(answer).toMatchObject({ status: 422, fields: { subject: 'unknown', email: 'invalid' } })
    expect(await ask('/api/tickets', again(receipt, 'x', { email: 'ADA@example.com' }))).toMatchObject({
      status: 202,
    })
    expect(await ask('/api/tickets', again(aReceipt(), 'x'))).toMatchObject({
      status: 404,
      code: 'unknown_conversation',
    })
  })

  it('is not taken by a ticket that is spam, and a retry of one that was is', async () => {
    const { receipt, first, ask, agent, until } = await started()
    const sent = again(receipt, 'Before')
    expect(await ask('/api/tickets', sent)).toMatchObject({ status: 202 })
    await agent(first, 'status', { status: 'spam' })
    await until({ receipt }, { mayFollowUp: false })
    expect(await ask('/api/tickets', again(receipt, 'After'))).toMatchObject({
      status: 409,
      code: 'no_follow_up',
    })
    expect(await ask('/api/tickets', sent)).toMatchObject({ status: 202 })
  })

  it('is the right person’s also when all texts are erased here', async () => {
    const { receipt, send, ticketOf, until } = await started({}, { RETENTION_DAYS: '0' })
    await until({ receipt }, { messages: [{ state: 'delivered' }], next: 5 })
    const second = await send(again(receipt, 'Once more.'))
    const { contact, subject } = await ticketOf(second)
    expect(contact.email).toBe('ada@example.com')
    expect(subject).toMatch(/^Re: The kettle leaks. It is new. \[S/)
  })
})
