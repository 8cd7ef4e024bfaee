/** Notes: what an answer to one means, and which of a ticket's messages is ours. */
import { describe, expect, it } from 'vitest'
import { Helpdesk } from '../../../proxy/helpdesk/client.ts'
import { aHelpdesk, anOpenGate, json } from '../../harness/proxy/builders.ts'

const ULID = '01JABCDEFGHJKMNPQRSTVWXYZ0'

const aClient = (url: string) =>
  new Helpdesk({ url, token: 'secret', timeoutMs: 2000, fetch, now: Date.now, gate: anOpenGate() })

describe('writing a note', () => {
  it.each([
    ['the documented answer', { data: { ulid: ULID, type: 'note' } }, 'delivered'],
    ['an older answer', { message: { id: 102, type: 'note', body_html: 'x' } }, 'delivered'],
    ['a page of maintenance', { message: 'Down for maintenance.' }, 'unsure'],
    ['an answer that has no note', { data: {} }, 'unsure'],
    ['an error that names a message', { error: 'conflict', data: { ulid: ULID } }, 'unsure'],
  ])('takes %s for what it is', async (_, body, type) => {
    const desk = await aHelpdesk((_call, response) => json(response, 200, body))
    const helpdesk = aClient(desk.url)
    expect(await helpdesk.note(ULID, { body: 'x' })).toMatchObject({ type })
    const step = { kind: 'note', target: 'x' } as const
    expect(await helpdesk.follow(ULID, step)).toMatchObject({ type: type === 'delivered' ? 'done' : type })
  })
})

describe('looking for a note', () => {
  it.each([
    ['a note with the mark', [{ type: 'note', body_html: '<p>x</p><p>S1N</p>' }], 'found'],
    ['a note told as text', [{ type: 'note', body_html: '', body_text: 'x S1N' }], 'found'],
    ['a note of another kind with the mark', [{ type: 'comment', body_html: '<p>x</p><p>s1n</p>' }], 'found'],
    ['another note', [{ type: 'note', body_html: 'x' }], 'absent'],
    ['the mark in a message', [{ type: 'inbound', body_html: 'S1N' }], 'unclear'],
    ['a note that cannot be read', [{ type: 'note', body_html: '' }], 'unclear'],
    [
      'a note with its words and no mark',
      [{ type: 'note', body_html: 'Call them back, at once!' }],
      'unclear',
    ],
    [
      'a note with its words and the mark of another',
      [{ type: 'note', body_html: 'Call them back at once. ABCDEFGHJKMNPQRSTVWX' }],
      'absent',
    ],
    ['a message with its words', [{ type: 'inbound', body_html: 'Call them back at once.' }], 'absent'],
    ['no messages', [], 'failed'],
  ])('takes %s for what it is', async (_, messages, type) => {
    const desk = await aHelpdesk((_call, response) => json(response, 200, { data: { messages } }))
    expect(await aClient(desk.url).findNote(ULID, '<p>Call them back at once.</p><p>S1N</p>')).toMatchObject({
      type,
    })
  })
})
