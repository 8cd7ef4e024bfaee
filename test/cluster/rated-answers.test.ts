/** kill -9 while a rating is taken and while its note is written: its words are on the ticket once, on both engines. */
import { randomBytes, randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { aKilled, PATIENT } from '../harness/postgres/a-killed-proxy.ts'
import { SANDBOX_TOKEN } from '../../proxy/sandbox/sandbox.ts'

it.each(['SQLite', 'PostgreSQL'])(
  'words to an answer are noted once, whenever it is killed: %s',
  async (engine) => {
    const { desk, left, post, once, kill } = await aKilled(engine, { site: { conversation: 'receipt' } })
    const receipt = randomBytes(32).toString('base64url')
    await post('tickets', { id: randomUUID(), email: 'ada@example.com', message: 'It leaks.', receipt })
    const tickets = async () => (await desk.read('/tickets')) as { ulid: string }[]
    await expect.poll(tickets, PATIENT).toHaveLength(1)
    const [ticket] = await tickets()
    await fetch(`${desk.url}/tickets/${ticket!.ulid}/reply`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${SANDBOX_TOKEN}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ body: '<p>Tighten it.</p>', to_recipients: ['ada@example.com'] }),
    })
    const answers = async () => {
      const { messages } = (await post('conversation', { receipt })) as {
        messages: { from: string; key: string }[]
      }
      return messages.filter(({ from }) => from === 'agent')
    }
    await expect.poll(answers, PATIENT).toHaveLength(1)
    const [answer] = await answers()
    const words = 'Too short.'
    const notes = async () => {
      const { messages } = (await desk.read(`/tickets/${ticket!.ulid}`)) as {
        messages: { body_html: string }[]
      }
      return messages.filter(({ body_html: html }) => html.includes(words)).length
    }
    left.push({ kind: 'note', done: false }, { kind: 'note', done: true })
    const rating = { receipt, answer: answer!.key, rating: 'bad', words }
    // The first answer is lost with its process, whether the rating was taken or not.
    await Promise.allSettled([once('rating', rating), kill()])
    await post('rating', rating)
    await expect.poll(async () => left.length === 0 && (await notes()), PATIENT).toBe(1)
    // What was in doubt at the last kill is looked for, not written again.
    await post('tickets', { id: randomUUID(), email: 'ada@example.com', message: 'The last one.' })
    await expect.poll(tickets, PATIENT).toHaveLength(2)
    expect(await notes()).toBe(1)
  },
)
