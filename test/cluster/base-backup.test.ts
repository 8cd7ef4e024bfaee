/** A base backup that is started as it is, without `recovery.signal`: it stays in its timeline. */
import { expect, it, onTestFinished } from 'vitest'
import { ask, aPostgresStore, WAYS } from '../harness/postgres/a-database.ts'
import { aCluster } from '../harness/postgres/cluster.ts'
import { aSubmission } from '../harness/proxy/builders.ts'
import { delivered, leading } from '../proxy/store/conformance/ground.ts'

it.runIf(WAYS.length > 0)(
  'is an older database once its lease is told so, as docs/several-machines.md says, and not before',
  async () => {
    const cluster = await aCluster()
    onTestFinished(() => cluster.stop())
    await ask(`${cluster.direct}/postgres`, 'CREATE DATABASE support')
    const [waits, refused] = [aSubmission(), aSubmission()]
    const store = await aPostgresStore(`${cluster.direct}/support`)
    for (const one of [waits, refused]) await store.accept(one)
    const lead = await leading(store)
    await lead.settle(refused.id, { state: 'dead', why: '422' })
    const backup = await cluster.backup()
    await lead.settle(waits.id, delivered)
    await lead.resign()
    await backup.start()
    const url = `${backup.direct}/support`
    const restored = await aPostgresStore(url)
    const stateOf = async (id: string) => {
      const { state, why } = (await restored.operator.show(id))!
      return [state, why]
    }
    await ask(url, 'UPDATE lease SET until = 0')
    await leading(restored)
    expect(await stateOf(waits.id)).toEqual(['pending', undefined])
    // Beside a proxy that holds the lease, too: what it does next, it has to take the lease anew for.
    await ask(url, 'UPDATE lease SET timeline = 0')
    await leading(restored)
    expect(await stateOf(waits.id)).toEqual(['unsure', 'older_database'])
    expect(await stateOf(refused.id)).toEqual(['dead', 'older_database; 422'])
  },
  120_000,
)
