/** An update, one proxy after the other, while messages come in: the schema of the older ones was the first there was. */
import { expect, it } from 'vitest'
import { visit } from '../harness/chaos/load.ts'
import { aRandom } from '../harness/chaos/random.ts'
import { aDatabase, ask, waysOf } from '../harness/postgres/a-database.ts'
import { someNodes } from '../harness/postgres/nodes.ts'
import { isKept, oldProgram } from '../harness/postgres/old-release.ts'
import { LONG, print, SEED } from '../harness/volume.ts'
import { NEWEST_CHANGE } from '../../proxy/store/postgres/migrations.ts'

/** The last one whose schema has the number 1. */
const OLD = '9a24d7c'
const RATE = 240

// Not judged by how long it takes, but it compiles a whole proxy.
it.runIf(LONG).each(waysOf(SEED))(
  'proxies of the first schema and of the newest work together, and an update one by one loses and doubles nothing (%s)',
  async (way) => {
    if (!isKept(OLD)) return print(`  not tried: this clone has no commit ${OLD}`)
    const database = await aDatabase()
    const env = { THERE_THERE_RATE: String(RATE), SETTLE_DELAY_MS: '2500' }
    const nodes = await someNodes({
      url: database[way],
      direct: database.direct,
      count: 3,
      env,
      program: oldProgram(OLD),
    })
    const version = async () =>
      (await ask(database.direct, 'SELECT version FROM schema_version'))[0]?.['version']
    expect(await version()).toBe(1)
    const random = aRandom(SEED)
    const old = [...nodes.all]
    for (const [at, node] of old.entries()) {
      const during = visit(nodes.visitors(random.fork()), 60)
      // The new one first, so that somebody answers throughout; then the old one goes in good order.
      const next = nodes.restart(node)
      await next.ready
      expect(await version()).toBe(NEWEST_CHANGE)
      const beside = visit(nodes.visitors(random.fork()), 30)
      const code = (await node.stop()).code
      expect(code, node.errors).toBe(0)
      await Promise.all([during, beside])
      print(`  ${at + 1} of ${old.length} updated: ${nodes.ledger.promised.size} promised`)
    }
    await nodes.settled(400_000)
    const { promised, tickets, dead } = await nodes.judge(RATE)
    print(`  ${promised} promised, ${tickets} tickets, ${dead} dead`)
    expect(old.flatMap(({ log }) => log.filter(({ level }) => level === 'error'))).toEqual([])
  },
  900_000,
)
