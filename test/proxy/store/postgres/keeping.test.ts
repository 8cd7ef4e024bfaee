import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { aDatabase, aPostgresStore, ask, WAYS } from '../../../harness/postgres/a-database.ts'
import { aSubmission } from '../../../harness/proxy/builders.ts'
import { delivered, leading, TICKET } from '../conformance/ground.ts'

const DEDUPE_MS = 1000

/** Somebody else's transaction, as of another process. */
async function anotherOne(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  onTestFinished(() => client.end())
  await client.query('BEGIN')
  return client
}

/** How many sessions wait for another one. */
async function waiting(url: string): Promise<number> {
  const which = `datname = current_database() AND wait_event_type = 'Lock'`
  return (await ask(url, `SELECT 1 FROM pg_stat_activity WHERE ${which}`)).length
}

it.runIf(WAYS.length > 0)(
  'words to an answer are not forgotten with a message whose time is up at that moment',
  async () => {
    const { direct } = await aDatabase()
    const store = await aPostgresStore(direct, { dedupeMs: DEDUPE_MS })
    const submission = aSubmission()
    await store.accept(submission)
    const lead = await leading(store)
    await lead.settle(submission.id, delivered)
    await ask(direct, 'UPDATE submission SET changed_at = changed_at - 10 * $1::bigint', DEDUPE_MS)
    // It holds up the rating between its look at the message and its note.
    const another = await anotherOne(direct)
    await another.query(
      `INSERT INTO step (submission, place, kind, state, due_at) VALUES ($1, 9, 'note', 'done', 0)`,
      [submission.id],
    )
    const rating = {
      submission: submission.id,
      ticket: TICKET,
      place: 9,
      wordsPlace: undefined,
      note: '<p>Thanks</p>',
    }
    const rated = store.conversations.rate(rating)
    await expect.poll(() => waiting(direct)).toBe(1)
    const cleaned = store.clean()
    let isOver = false
    void cleaned.then(() => (isOver = true))
    // One look at both: the one that lost would go on, and be cut off when the database is dropped.
    await expect.poll(async () => isOver || (await waiting(direct)) > 1).toBe(true)
    await another.query('ROLLBACK')
    expect(await rated).toBe('noted')
    await cleaned
    expect(await lead.dueStep()).toMatchObject({ submission: submission.id, target: '<p>Thanks</p>' })
    await store.clean()
    expect(await lead.dueStep()).toBeDefined()
  },
)
