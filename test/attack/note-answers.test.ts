/** What answers the call that writes a note may be about another one: then the further message is neither lost nor doubled. */
import { describe, expect, it } from 'vitest'
import { noteOf } from '../../proxy/helpdesk/ticket.ts'
import { newMark } from '../../proxy/reference.ts'
import { aFurther, AGAIN, isNote } from '../harness/proxy/a-further-message.ts'
import { aPromised, isOpen, reset } from '../harness/proxy/a-promise.ts'
import type { Told } from '../harness/proxy/a-promise.ts'
import { aSubmission } from '../harness/proxy/builders.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const OTHER = '01JABCDEFGHJKMNPQRSTVWXYZ0'

const others: [string, object][] = [
  ['an agent’s note', { type: 'note', body_html: '<p>Called her back, she is happy now.</p>' }],
  ['another note of ours', { type: 'note', body_html: `<p>${AGAIN}</p><p>ABCDEFGHJKMNPQRSTVWX</p>` }],
  ['a letter', { type: 'inbound', body_html: `<p>${AGAIN}</p>` }],
]

describe('a further message', () => {
  it.each(others.flatMap(([name, told]) => [true, false].map((written) => [name, told, written] as const)))(
    'whose note is answered 201 with %s is there once (%o, written: %s)',
    async (_, told, written) => {
      const { network, outbox, again, live, places, row } = await aFurther()
      await live(HOUR)
      await outbox.accept(again)
      network.tamper = async (sent, pass) => {
        if (!isNote(sent)) return pass()
        network.tamper = (_sent, on) => on()
        if (written) await pass()
        return Response.json({ data: { ulid: OTHER, ...told } }, { status: 201 })
      }
      await live(3 * HOUR)
      expect(row(again.id)).toMatchObject({ state: 'delivered' })
      expect(await places()).toEqual(['note'])
    },
  )

  it.each([
    ['by its ULID alone', () => ({ body_html: undefined, type: undefined })],
    ['without its mark', (html: string) => ({ body_html: html.replace(/<p>\w{20}<\/p>/g, '') })],
    ['as another kind of message with its mark', () => ({ type: 'outbound' })],
    ['in capitals', (html: string) => ({ body_html: html.toUpperCase() })],
  ])('whose note is answered %s is delivered at once', async (_, change) => {
    const { network, outbox, again, live, row, sent } = await aFurther()
    await live(HOUR)
    await outbox.accept(again)
    network.tamper = async (one, pass) => {
      if (!isNote(one)) return pass()
      const { data } = (await (await pass()).json()) as { data: Told['messages'][number] }
      return Response.json({ data: { ...data, ...change(data.body_html) } }, { status: 201 })
    }
    const before = sent.length
    await live(HOUR)
    expect(row(again.id)).toMatchObject({ state: 'delivered' })
    expect(sent.slice(before).filter(isOpen)).toEqual([])
  })
})

it('a note that was given up, and is tried again while its last call is still open, is there once', async () => {
  const { network, outbox, live, sql, store, desk, tickets } = await aPromised()
  const submission = aSubmission()
  await outbox.accept(submission)
  await live(HOUR)
  outbox.steps.plan(submission.id, [
    { kind: 'note', target: noteOf(['It was no help.'], undefined, newMark())! },
  ])
  let arrive: () => Promise<unknown> = () => Promise.reject(new Error('No call was made.'))
  network.tamper = (one, pass) => {
    if (!isNote(one)) return pass()
    arrive = pass
    return reset()
  }
  const state = () => sql.get('SELECT state FROM step WHERE submission = ?', submission.id)?.['state']
  await live(2 * DAY, () => state() === 'failed')
  network.tamper = (_one, pass) => pass()
  expect(await store.operator.retryPartial()).toBe(1)
  desk.advance(1000)
  await live(20_000)
  await arrive()
  await live(HOUR)
  expect(state()).toBe('done')
  const [ticket] = await tickets('')
  expect(ticket!.messages.filter(({ body_html: html }) => html.includes('no help'))).toHaveLength(1)
})
