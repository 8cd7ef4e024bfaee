/** A data directory in which an older database was put back around `promised.json`, as docs/operate.md says. */
import { randomUUID } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { referenceOf } from '../../proxy/reference.ts'
import { FINE } from '../harness/chaos/fake-helpdesk.ts'
import { fieldsOf } from '../harness/chaos/load.ts'
import { aWorld } from '../harness/chaos/world.ts'
import { aPort, start } from '../harness/proxy/proxy-process.ts'

describe('a backup that was put back', () => {
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
