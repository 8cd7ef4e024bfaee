/** A data directory in which an older database was put back around `promised.json`, as docs/operate.md says. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { referenceOf } from '../../proxy/reference.ts'
import { FINE } from '../harness/chaos/fake-helpdesk.ts'
import { fieldsOf } from '../harness/chaos/load.ts'
import { aDataDir, aWorld } from '../harness/chaos/world.ts'
import { CHANNEL, ORIGIN } from '../harness/proxy/builders.ts'
import { aPort, start } from '../harness/proxy/proxy-process.ts'

/** A proxy, its database, and a backup of that with a message which waits and one that was refused. */
async function aBackup(env: Record<string, string> = {}) {
  const world = await aWorld({ env })
  const [waits, refused] = [randomUUID(), randomUUID()]
  const file = join(world.dataDir, 'outbox.db')
  const cli = async (...args: string[]) => {
    const { ended, output } = await start({ DATA_DIR: world.dataDir }, 'dist/proxy/cli/main.js', args)
    return [await ended, output()]
  }
  const becomes = (id: string, state: string) =>
    expect
      .poll(async () => (await world.send(fieldsOf(id))).body, { timeout: 30_000 })
      .toContain(`"${state}"`)
  const isDead = (id: string) =>
    expect
      .poll(async () => (await cli('outbox', 'list', '--state', 'dead', '--json'))[1], { timeout: 30_000 })
      .toContain(id)
  world.desk.script = (call) => (call.kind === 'create' ? { type: 'poison' } : FINE)
  await world.address()
  expect((await world.send(fieldsOf(refused))).status).toBe(202)
  await isDead(refused)
  await world.server.stop()
  world.start({ deskUrl: `http://127.0.0.1:${await aPort()}` })
  expect((await world.send(fieldsOf(waits))).status).toBe(202)
  await world.server.stop()
  copyFileSync(file, `${file}.backup`)
  world.desk.script = () => FINE
  world.start()
  await becomes(waits, 'delivered')
  const restore = async () => {
    await world.server.stop()
    copyFileSync(`${file}.backup`, file)
    world.start()
    await becomes(waits, 'delivered')
  }
  const tickets = (id: string) => world.desk.filedUnder(referenceOf(id)).length
  return { world, waits, refused, cli, becomes, isDead, restore, tickets }
}

describe('a backup that was put back', () => {
  it('makes no second ticket of what was refused in it, and was tried again before and after', async () => {
    const { world, refused, cli, becomes, restore, tickets } = await aBackup()
    const again = ['outbox', 'retry', '--all-dead']
    expect((await cli(...again))[0]).toBe(0)
    await becomes(refused, 'delivered')
    await becomes(randomUUID(), 'delivered')
    await restore()
    expect((await cli(...again))[0]).toBe(0)
    await becomes(refused, 'delivered')
    expect(tickets(refused)).toBe(1)
    expect(world.desk.tickets).toHaveLength(3)
  })

  it('writes no note of the site a second time', async () => {
    const sites = join(aDataDir(), 'sites.json')
    const shop = { channel: CHANNEL, origins: [ORIGIN], note: 'Answer in Dutch.' }
    writeFileSync(sites, JSON.stringify({ sites: { shop } }))
    const env = { SITES_FILE: sites, THERE_THERE_CHANNEL: '', ALLOWED_ORIGINS: '' }
    const { world, waits, becomes, restore } = await aBackup(env)
    const notes = () => world.desk.filedUnder(referenceOf(waits)).map(({ on }) => on.notes.length)
    await expect.poll(notes, { timeout: 10_000 }).toEqual([1])
    await becomes(randomUUID(), 'delivered')
    await restore()
    const steps = () => world.server.output.match(/"event":"step"[^\n]*"step":"note"[^\n]*"done"/g) ?? []
    await expect.poll(steps, { timeout: 20_000 }).not.toEqual([])
    expect(notes()).toEqual([1])
  })

  it('is told from a newer database although the newest message of that was dropped', async () => {
    const { world, waits, cli, isDead, restore, tickets } = await aBackup()
    const dropped = randomUUID()
    world.desk.script = (call) => (call.kind === 'create' ? { type: 'poison' } : FINE)
    expect((await world.send(fieldsOf(dropped))).status).toBe(202)
    await isDead(dropped)
    expect((await cli('outbox', 'drop', referenceOf(dropped), '--yes'))[0]).toBe(0)
    world.desk.script = () => FINE
    await restore()
    expect(tickets(waits)).toBe(1)
  })

  it('sends nothing twice, also when somebody was erased from it before the start', async () => {
    const world = await aWorld()
    world.desk.script = () => FINE
    const [old, newer] = [randomUUID(), randomUUID()]
    const file = join(world.dataDir, 'outbox.db')
    const isDelivered = (id: string) =>
      expect
        .poll(async () => (await world.send(fieldsOf(id))).body, { timeout: 30_000 })
        .toContain('"delivered"')
    await world.address()
    await world.server.stop()
    // Where nobody answers.
    world.start({ deskUrl: `http://127.0.0.1:${await aPort()}` })
    expect((await world.send(fieldsOf(old))).status).toBe(202)
    await world.server.stop()
    copyFileSync(file, `${file}.backup`)
    world.start()
    await isDelivered(old)
    await isDelivered(newer)
    await world.server.stop()
    copyFileSync(`${file}.backup`, file)
    const erased = await start({ DATA_DIR: world.dataDir }, 'dist/proxy/cli/main.js', [
      'outbox',
      'erase',
      '--email',
      'nobody@example.com',
    ])
    expect([await erased.ended, erased.output()]).toEqual([0, '0 erased.\n'])
    world.start()
    await isDelivered(old)
    expect(world.desk.filedUnder(referenceOf(old))).toHaveLength(1)
  })
})
