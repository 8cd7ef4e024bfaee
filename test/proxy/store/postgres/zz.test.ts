import { expect, it } from 'vitest'
import { aDatabase, aPostgresStore, ask } from '../../../harness/postgres/a-database.ts'
import { leading } from '../conformance/ground.ts'
it('orphan', async () => {
  const { direct } = await aDatabase()
  const store = await aPostgresStore(direct)
  const lead = await leading(store)
  console.log(
    'before',
    await lead.nextDue(),
    await store.calls.spendRead({ calls: 55, windowMs: 61000 }, { calls: 20, apart: false }),
  )
  await ask(
    direct,
    `INSERT INTO step (submission, place, kind, target, state, due_at) VALUES ('x', 9, 'note', 'x', 'pending', 0)`,
  )
  console.log(
    'after',
    await lead.dueStep(),
    await lead.nextDue(),
    await store.calls.spendRead({ calls: 55, windowMs: 61000 }, { calls: 20, apart: false }),
  )
})
