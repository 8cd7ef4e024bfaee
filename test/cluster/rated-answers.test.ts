/** kill -9 while a rating is taken and while its note is written: its words are on the ticket once, on both engines. */
import { randomBytes, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { SANDBOX_TOKEN } from '../../proxy/sandbox/sandbox.ts'
import { aKillingDesk, takeMoment } from '../harness/chaos/killing-desk.ts'
import type { Moment } from '../harness/chaos/killing-desk.ts'
import { aServer } from '../harness/chaos/killable-proxy.ts'
import { aDataDir } from '../harness/chaos/world.ts'
import { CHANNEL, ORIGIN } from '../harness/proxy/builders.ts'
import { aDatabase } from '../harness/postgres/a-database.ts'

const PATIENT = { timeout: 60_000 }

/** A proxy that is killed at the moments that are left, and started again. */
async function aKilled(engine: string) {
  const left: Moment[] = []
  let dying: Promise<void> | undefined
  /** Two kills at once are one: two proxies started after them would stand in each other's way. */
  const killNow = async () => {
    await server.kill()
    server = start()
    dying = undefined
  }
  const kill = () => (dying ??= killNow())
  const desk = await aKillingDesk(async (moment) => {
    if (!takeMoment(left, moment)) return false
    await kill()
    return true
  })
  const sites = join(aDataDir(), 'sites.json')
  const shop = { channel: CHANNEL, origins: [ORIGIN], challenge: 'off', conversation: 'receipt' }
  writeFileSync(sites, JSON.stringify({ sites: { shop } }))
  const dataDir = aDataDir()
  const env: Record<string, string> = {
    SITES_FILE: sites,
    THERE_THERE_TOKEN: SANDBOX_TOKEN,
    THERE_THERE_CHANNEL: '',
    ALLOWED_ORIGINS: '',
    SETTLE_DELAY_MS: '300',
    HELPDESK_TIMEOUT_MS: '1000',
    READ_EVERY_MS: '50',
    ...(engine === 'PostgreSQL' && { DATABASE_URL: (await aDatabase()).direct }),
  }
  const start = () => aServer({ dataDir, deskUrl: desk.url, env })
  let server = start()
  const once = async (path: string, fields: object) => {
    const answer = await fetch(`${await server.ready}/api/${path}`, {
      method: 'POST',
      headers: { Origin: ORIGIN, 'Content-Type': 'application/json' },
      body: JSON.stringify({ site: 'shop', ...fields }),
    })
    if (!answer.ok) throw new Error(String(answer.status))
    return (await answer.json()) as Record<string, unknown>
  }
  /** Again and again until it is answered well: the process may just be dying. */
  const post = async (path: string, fields: object) => {
    let told: Record<string, unknown> = {}
    const isTaken = async () => {
      told = await once(path, fields)
      return true
    }
    await expect.poll(() => isTaken().catch(() => false), PATIENT).toBe(true)
    return told
  }
  return { desk, left, post, once, kill }
}

it.each(['SQLite', 'PostgreSQL'])(
  'words to an answer are noted once, whenever it is killed: %s',
  async (engine) => {
    const { desk, left, post, once, kill } = await aKilled(engine)
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
