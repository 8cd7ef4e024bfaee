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

/** Waits until so many sessions wait for another one. */
const waitingFor = async (url: string, count: number) =>
  expect
    .poll(() =>
      ask(
        url,
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      ),
    )
    .toHaveLength(count)

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
    await waitingFor(direct, 1)
    const cleaned = store.clean()
    const isOver = cleaned.then(() => 'over')
    await Promise.race([isOver, waitingFor(direct, 2)])
    await another.query('ROLLBACK')
    expect(await rated).toBe('noted')
    await cleaned
    expect(await lead.dueStep()).toMatchObject({ submission: submission.id, target: '<p>Thanks</p>' })
    await store.clean()
    expect(await lead.dueStep()).toBeDefined()
  },
)
