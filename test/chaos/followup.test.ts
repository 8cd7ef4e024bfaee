/** kill -9 between each pair of steps of one ticket: uploads, the ticket, tags, team, assignee, note. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aServer } from '../harness/chaos/killable-proxy.ts'
import type { Server } from '../harness/chaos/killable-proxy.ts'
import { environment, expectOneTicket, isComplete, KINDS, sendWhole } from '../harness/chaos/one-ticket.ts'
import { aKillingDesk, takeMoment } from '../harness/chaos/killing-desk.ts'
import type { Moment } from '../harness/chaos/killing-desk.ts'
import { aDataDir } from '../harness/chaos/world.ts'

/** One message with two files, and a proxy that is killed at each of these moments, once. */
async function killAt(moments: Moment[]) {
  const left = [...moments]
  let server: Server | undefined
  let kills = 0
  const desk = await aKillingDesk(async (moment) => {
    if (!takeMoment(left, moment)) return false
    kills++
    const killed = server!
    server = undefined
    expect((await killed.kill()).signal).toBe('SIGKILL')
    server = start()
    return true
  })
  const dataDir = aDataDir()
  const env = { ...environment(), HELPDESK_TIMEOUT_MS: '5000' }
  const start = () => aServer({ dataDir, deskUrl: desk.url, env })
  server = start()
  await sendWhole(await server.ready)
  const isOver = async () =>
    // The note is the last step, and only the log tells whether the proxy knows that it is there.
    left.length === 0 && /"step":"note","state":"done"/.test(server?.output ?? '') && (await isComplete(desk))
  await expect.poll(isOver, { timeout: 90_000 }).toBe(true)
  expect(await server.stop()).toEqual({ code: 0, signal: null })
  await expectOneTicket(desk)
  // The files stay for as long as the message does.
  expect(readdirSync(join(dataDir, 'files'))).toHaveLength(2)
  return kills
}

const BEFORE = KINDS.map((kind) => ({ kind, done: false }))
const AFTER = KINDS.map((kind) => ({ kind, done: true }))

describe('kill -9', () => {
  it.each(KINDS)(
    'around the step "%s", before and after it is done, ends in one ticket with everything',
    async (kind) => {
      const kills = await killAt([
        { kind, done: false },
        { kind, done: true },
      ])
      expect(kills).toBe(2)
    },
  )

  it('at every step of one message, twice each, ends in one ticket with everything', async () => {
    expect(await killAt([...BEFORE, ...AFTER])).toBe(12)
  })
})
