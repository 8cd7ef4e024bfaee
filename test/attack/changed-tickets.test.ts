/** Our ticket changes between the call that made it and the look for it: then it is ours, or an operator is asked. */
import { describe, expect, it } from 'vitest'
import { aPromised, isSearch, OTHER_CHANNEL, rewriting } from '../harness/proxy/a-promise.ts'
import { CHANNEL } from '../harness/proxy/builders.ts'

const HOUR = 3_600_000
const WORDS = 'The export button does nothing.'

type Promised = Awaited<ReturnType<typeof aPromised>>

/** A message whose ticket is there and whose answer was lost, and what agents did to it meanwhile. */
async function aChanged(change: (desk: Promised['desk'], ulid: string, older: string) => unknown) {
  const promised = await aPromised()
  const { unsure, desk, live, mail, sent, tickets, row, readiness } = promised
  const older = await mail('<p>Hello, it is me again.</p>')
  desk.advance(1000)
  const { id } = await unsure({}, true)
  const [made] = await tickets(WORDS)
  const creates = sent.filter(({ method, path }) => method === 'POST' && path === '/tickets').length
  await change(desk, made!.ulid, older.ulid)
  await live(HOUR)
  const again = sent.filter(({ method, path }) => method === 'POST' && path === '/tickets').length - creates
  return {
    row: row(id),
    again,
    made: made!.ulid,
    older: older.ulid,
    attention: (await readiness()).attention,
  }
}

const idOf = (desk: Promised['desk'], ulid: string) =>
  Number(desk.sql.get('SELECT id FROM tickets WHERE ulid = ?', ulid)!['id'])

/** Moves the messages of a ticket to another, as merging does. */
function merge(desk: Promised['desk'], ulid: string, into: string): void {
  const [from, to] = [idOf(desk, ulid), idOf(desk, into)]
  desk.sql.run('UPDATE messages SET ticket_id = ? WHERE ticket_id = ?', to, from)
}

const remove = (desk: Promised['desk'], ulid: string) =>
  void desk.sql.run('DELETE FROM tickets WHERE ulid = ?', ulid)

const redact = (desk: Promised['desk'], ulid: string, text: string) =>
  void desk.sql.run('UPDATE messages SET body_html = ? WHERE ticket_id = ?', text, idOf(desk, ulid))

const setContact = (desk: Promised['desk'], email: string) =>
  void desk.sql.run('UPDATE contacts SET email = ?, email_key = ?', email, email)

function mergeAway(desk: Promised['desk'], ulid: string, into: string): void {
  merge(desk, ulid, into)
  remove(desk, ulid)
}

const moveElsewhere = (desk: Promised['desk'], ulid: string) =>
  void desk.sql.run(
    'UPDATE tickets SET channel_id = (SELECT id FROM channels WHERE ulid = ?) WHERE ulid = ?',
    OTHER_CHANNEL,
    ulid,
  )

/** The visitor answers by e-mail, with all that was sent to the helpdesk below, and that becomes a ticket of its own. */
async function answer(desk: Promised['desk'], quoted: string): Promise<string> {
  const body = `<p>Thanks, and when?</p><blockquote>We look at it.<blockquote>${quoted}</blockquote></blockquote>`
  return (await desk.ticket({ channel: CHANNEL, email: 'ada@example.com', body })).ulid
}

const bodyOf = async (desk: Promised['desk'], ulid: string): Promise<string> =>
  (await desk.api('GET', `/tickets/${ulid}`)).json.data.messages[0].body_html

describe('a ticket of ours', () => {
  it.each<[string, Parameters<typeof aChanged>[0]]>([
    ['closed', (desk, ulid) => desk.api('PUT', `/tickets/${ulid}/status`, { status: 'closed' })],
    ['marked as spam', (desk, ulid) => desk.api('PUT', `/tickets/${ulid}/status`, { status: 'spam' })],
    [
      'given another subject',
      (desk, ulid) => desk.sql.run('UPDATE tickets SET subject = ? WHERE ulid = ?', 'Export', ulid),
    ],
    ['answered', (desk, ulid) => desk.api('POST', `/tickets/${ulid}/note`, { body: '<p>Look at this.</p>' })],
    [
      'redacted in its middle',
      (desk, ulid) =>
        desk.sql.run(
          'UPDATE messages SET body_html = replace(body_html, ?, ?) WHERE ticket_id = ?',
          'export button',
          '████',
          idOf(desk, ulid),
        ),
    ],
  ])('that was %s is found', async (_, change) => {
    const { row, again, made } = await aChanged(change)
    expect(row).toMatchObject({ state: 'delivered', ticket: made })
    expect(again).toBe(0)
  })

  it('that was merged into one that an agent began is found there, with its words', async () => {
    const { row, again, older } = await aChanged((desk, ulid, other) => {
      desk.sql.run(`UPDATE messages SET type = 'outbound' WHERE ticket_id = ?`, idOf(desk, other))
      merge(desk, ulid, other)
      remove(desk, ulid)
    })
    expect(row).toMatchObject({ state: 'delivered', ticket: older })
    expect(again).toBe(0)
  })

  it.each<[string, Parameters<typeof aChanged>[0]]>([
    ['moved to another channel', moveElsewhere],
    ['given to a contact whose address was changed', (desk) => setContact(desk, 'ada@work.example')],
    ['merged into another, and is gone', mergeAway],
    ['merged into another, and is left without a message', (desk, ulid, other) => merge(desk, ulid, other)],
    [
      'merged into another, whose contact has another address',
      (desk, ulid, other) => {
        setContact(desk, 'ada@work.example')
        merge(desk, ulid, other)
      },
    ],
    ['emptied, and is still found by what it said', (desk, ulid) => redact(desk, ulid, '')],
    ['redacted, and is still found by what it said', (desk, ulid) => redact(desk, ulid, '<p>[redacted]</p>')],
  ])('that was %s is neither delivered nor made again, and an operator is told', async (_, change) => {
    const { row, again, attention } = await aChanged(change)
    expect(row).toMatchObject({ state: 'unsure', why: expect.stringMatching(/^unreadable ticket/) })
    expect(again).toBe(0)
    expect(attention).toEqual([expect.stringContaining('outbox list --state stuck')])
  })
})

describe('an e-mail that quotes all of ours', () => {
  it.each<[string, Parameters<typeof aChanged>[0]]>([
    ['was moved to another channel', moveElsewhere],
    ['was given to a contact whose address was changed', (desk) => setContact(desk, 'ada@work.example')],
    ['was merged into another', mergeAway],
  ])('is not taken for ours, which %s: an operator is told', async (_, change) => {
    const { row, again, attention } = await aChanged(async (desk, ulid, older) => {
      const quoted = await bodyOf(desk, ulid)
      await change(desk, ulid, older)
      desk.advance(30_000)
      await answer(desk, quoted)
    })
    expect(row).toMatchObject({ state: 'unsure', why: expect.stringMatching(/^unreadable ticket/) })
    expect(again).toBe(0)
    expect(attention).toEqual([expect.stringContaining('outbox list --state stuck')])
  })
  it('is not taken for ours, which the helpdesk lists later because it takes it for spam', async () => {
    const { unsure, desk, live, tickets, row, network } = await aPromised()
    const { id } = await unsure({}, true)
    const [made] = await tickets(WORDS)
    await desk.api('PUT', `/tickets/${made!.ulid}/status`, { status: 'spam' })
    desk.advance(30_000)
    await answer(desk, await bodyOf(desk, made!.ulid))
    network.tamper = async (sent, pass) => {
      const told = await pass()
      if (!isSearch(sent) || sent.path.includes('filter%5Bstatus%5D')) return told
      const list = (await told.json()) as { data: { status: string }[] }
      const data = list.data.filter(({ status }) => status !== 'spam')
      return Response.json({ ...list, data, meta: { last_page: 1 } })
    }
    await live(HOUR)
    expect(row(id)).toMatchObject({ state: 'delivered', ticket: made!.ulid })
  })
})

it('is found where the helpdesk puts words of its own before those of the visitor', async () => {
  const { unsure, live, row, tickets, network } = await aPromised()
  const { id } = await unsure({}, true)
  network.tamper = rewriting((html) => ({ body_html: `<p>A new message from your website:</p>${html}` }))
  await live(HOUR)
  expect(row(id)).toMatchObject({ state: 'delivered', ticket: (await tickets(WORDS))[0]!.ulid })
})
