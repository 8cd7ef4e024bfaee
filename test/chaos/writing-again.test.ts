/** kill -9 at every step of a message that goes on from another: one ticket and one note, or one note and an open ticket. */
import { randomBytes, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SANDBOX_TOKEN } from '../../proxy/sandbox/sandbox.ts'
import { CHANNEL, ORIGIN } from '../harness/proxy/builders.ts'
import { aKillingDesk, takeMoment } from '../harness/chaos/killing-desk.ts'
import type { Moment, StepKind } from '../harness/chaos/killing-desk.ts'
import { aServer } from '../harness/chaos/killable-proxy.ts'
import type { Server } from '../harness/chaos/killable-proxy.ts'
import { aDataDir } from '../harness/chaos/world.ts'
import { shareOf } from '../harness/volume.ts'

/** Further messages, each killed at four moments. */
const MESSAGES = shareOf(5)

interface DeskTicket {
  ulid: string
  status: string
  messages: { type: string; body_html: string }[]
}

async function killed(followUp: 'ticket' | 'note', kinds: readonly StepKind[]) {
  let left: Moment[] = []
  let server: Server | undefined
  let kills = 0
  const desk = await aKillingDesk(async (moment) => {
    if (!takeMoment(left, moment)) return false
    kills++
    const dying = server!
    server = undefined
    expect((await dying.kill()).signal).toBe('SIGKILL')
    server = start()
    return true
  })
  const dataDir = aDataDir()
  const sites = join(aDataDir(), 'sites.json')
  writeFileSync(sites, JSON.stringify({ sites: { shop: { channel: CHANNEL, origins: [ORIGIN], followUp } } }))
  const env = {
    SITES_FILE: sites,
    THERE_THERE_TOKEN: SANDBOX_TOKEN,
    THERE_THERE_CHANNEL: '',
    ALLOWED_ORIGINS: '',
    SETTLE_DELAY_MS: '300',
    HELPDESK_TIMEOUT_MS: '5000',
  }
  const start = () => aServer({ dataDir, deskUrl: desk.url, env })
  server = start()
  /** A retry until it is accepted: the process may just be dying. */
  const send = async (fields: Record<string, string>) => {
    const post = async () => {
      const address = await server!.ready
      const answer = await fetch(`${address}/api/tickets`, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { Origin: ORIGIN, Accept: 'application/json' },
      })
      return answer.status
    }
    await expect.poll(() => post().catch(() => 0), { timeout: 30_000 }).toBe(202)
  }
  const tickets = async () => {
    const list = (await desk.read('/tickets?sort=created_at&per_page=100')) as { ulid: string }[]
    return Promise.all(list.map(async ({ ulid }) => (await desk.read(`/tickets/${ulid}`)) as DeskTicket))
  }
  const receipt = randomBytes(32).toString('base64url')
  await send({ id: randomUUID(), site: 'shop', email: 'ada@example.com', message: 'First', receipt })
  await expect.poll(async () => (await tickets()).length, { timeout: 30_000 }).toBe(1)
  for (let n = 1; n <= MESSAGES; n++) {
    left = kinds.flatMap((kind) => [
      { kind, done: false },
      { kind, done: true },
    ])
    await send({ id: randomUUID(), site: 'shop', follows: receipt, message: `Again ${n}.` })
    const isOver = async () => {
      if (left.length > 0) return false
      const [first] = await tickets()
      return first!.messages.filter(({ type }) => type === 'note').length >= n && first!.status === 'open'
    }
    await expect.poll(isOver, { timeout: 90_000 }).toBe(true)
  }
  // What was in doubt is settled: a copy would have been made by then.
  await expect
    .poll(() => /"state":"(delivered|done)"/.test((server as Server).output), { timeout: 30_000 })
    .toBe(true)
  expect(await server.stop()).toEqual({ code: 0, signal: null })
  return { tickets: await tickets(), kills }
}

describe('kill -9 around a further message', () => {
  it('ends in one ticket, and one note on the first one', async () => {
    const { tickets, kills } = await killed('ticket', ['create', 'note'])
    expect(kills).toBe(4 * MESSAGES)
    const [first, ...others] = tickets
    expect(others).toHaveLength(MESSAGES)
    for (const [place, { messages }] of others.entries()) {
      expect(messages.map(({ type }) => type)).toEqual(['inbound'])
      expect(messages[0]!.body_html).toContain(`Again ${place + 1}.`)
    }
    expect(first!.messages.filter(({ type }) => type === 'note')).toHaveLength(MESSAGES)
  })

  it('ends in one note, where a site wants that', async () => {
    const { tickets, kills } = await killed('note', ['note', 'status'])
    expect(kills).toBe(4 * MESSAGES)
    expect(tickets).toHaveLength(1)
    const notes = tickets[0]!.messages.filter(({ type }) => type === 'note')
    expect(notes.map(({ body_html: html }) => /Again \d\./.exec(html)?.[0])).toEqual(
      Array.from({ length: MESSAGES }, (_, n) => `Again ${n + 1}.`),
    )
  })
})
