/** What is stored of a message and is not what was written, although it is JSON: a bit that has flipped is no damaged page. */
import { expect, it } from 'vitest'
import { aFollowing } from '../../harness/proxy/a-delivery.ts'
import { aSubmission } from '../../harness/proxy/builders.ts'

it.each([
  ['has lost its words', '"message"', '"messafe"'],
  ['has lost its address', '"email"', '"emaim"'],
  ['is none', '{"id"', '[{"id"'],
  ['has a field that is a number', '"fields":{"order":"A1"}', '"fields":{"order":1234}'],
])('a message that %s holds up nothing behind it, and waits for an operator', async (_, whole, broken) => {
  const { outbox, sql, run, desk, clock } = await aFollowing()
  const [first, second] = [aSubmission({ fields: { order: 'A1' } }), aSubmission()]
  await outbox.accept(first)
  clock.pass(1)
  await outbox.accept(second)
  sql.run('UPDATE submission SET body = replace(body, ?, ?) WHERE id = ?', whole, broken, first.id)
  await run()
  expect(outbox.counts()).toMatchObject({ delivered: 1, dead: 1 })
  expect(desk.calls.filter(({ path }) => path === '/tickets')).toHaveLength(1)
})
