/**
 * Accepting: what arrives together is one statement, its rows from JSON. Its rows are in the order of their keys: two
 * processes with the same messages in another order were seen to lock each other out.
 */
import { referenceOf } from '../../reference.ts'
import { digestOf } from '../content-digest.ts'
import type { Written } from '../content-digest.ts'
import type { Dues, Receipt, StoredSubmission } from '../records.ts'
import { freshReceipt, knownReceipt, storedBody } from '../rows.ts'
import type { StoredRow } from '../rows.ts'
import { batchCommitted } from '../../happenings.ts'
import { createBatches } from './batches.ts'
import { DURABLE, isDeadlock, isRefused } from './database.ts'
import type { Database } from './database.ts'
import { CONFIRMATIONS, confirmationOf } from './email/confirmations.ts'

/** Most messages of one statement. */
const BATCH_MAX = 200

/** So long a message waits for its turn; the statement has as much time again at most. */
const WAIT_MS = 3000

interface Item {
  submission: StoredSubmission
  digest: string
  spend: Dues['spend']
  confirmation: Dues['confirmation']
}

/** What the statement found of one batch. */
interface Stored {
  ids: ReadonlySet<string>
  nonces: ReadonlySet<string>
}

const statement = (clock: string) => `
  WITH moment AS MATERIALIZED (SELECT ${clock} AS now, ${DURABLE} AS durable),
  item AS MATERIALIZED (
    SELECT * FROM json_to_recordset($1::json)
      AS t (id text, reference text, digest text, site text, body text, nonce text, until bigint,
        receipt text, address text, chain text, "holdMs" bigint)
  ),
  paid AS (
    INSERT INTO spent (until, nonce)
    SELECT until, nonce FROM item WHERE nonce IS NOT NULL ORDER BY until, nonce COLLATE "C"
    ON CONFLICT DO NOTHING RETURNING nonce
  ),
  stored AS (
    INSERT INTO submission (id, reference, digest, site, state, body, accepted_at, due_at, changed_at,
      receipt, address, chain)
    SELECT id, reference, digest, site, 'pending', body, now, now + "holdMs", now, receipt, address, chain
    FROM item, moment
    WHERE nonce IS NULL OR nonce IN (SELECT nonce FROM paid) ORDER BY id COLLATE "C"
    ON CONFLICT (id) DO NOTHING RETURNING id
  ),
  attached AS (
    INSERT INTO attachment (file, submission, place, name, type, size, digest)
    SELECT file, submission, place, name, type, size, digest FROM json_to_recordset($2::json)
      AS t (file text, submission text, place integer, name text, type text, size bigint, digest text)
    WHERE submission IN (SELECT id FROM stored) ORDER BY file
  ),
  ${CONFIRMATIONS}
  SELECT id AS key, true AS is_id FROM stored UNION ALL SELECT nonce, false FROM paid`

function rowOf({ submission, digest, spend, confirmation }: Item) {
  const { id, site, handles } = submission
  const body = storedBody(submission)
  const { nonce, until } = spend ?? {}
  const holdMs = confirmation?.isProven === false ? confirmation.holdMs : 0
  return { id, reference: referenceOf(id), digest, site, body, nonce, until, holdMs, ...handles }
}

function filesOf({ submission: { id, files = [] } }: Item) {
  return files.map((file, place) => ({ ...file, submission: id, place }))
}

/** Of messages with one id, and of those with one challenge, the first: the others are compared with it afterwards. */
function firsts(items: readonly Item[]): Item[] {
  const [ids, nonces] = [new Set<string>(), new Set<string>()]
  return items.filter(({ submission: { id }, spend }) => {
    if (ids.has(id) || (spend && nonces.has(spend.nonce))) return false
    ids.add(id)
    if (spend) nonces.add(spend.nonce)
    return true
  })
}

/** What is known of some ids: their digests and states. */
async function known({ query }: Database, ids: readonly string[]): Promise<Map<string, StoredRow>> {
  const { rows } = await query('SELECT id, digest, state FROM submission WHERE id = ANY ($1::text[])', ids)
  return new Map(rows.map((row) => [String(row['id']), row]))
}

async function insert({ query, clock }: Database, items: readonly Item[]): Promise<Stored> {
  const written = JSON.stringify(items.map(rowOf))
  const files = JSON.stringify(items.flatMap(filesOf))
  const confirmations = JSON.stringify(items.flatMap(confirmationOf))
  const { rows } = await query(statement(clock()), written, files, confirmations)
  const keys = (isId: boolean) =>
    new Set(rows.filter((row) => row['is_id'] === isId).map((row) => String(row['key'])))
  return { ids: keys(true), nonces: keys(false) }
}

/** A deadlock is broken by the database at the cost of one of both: that one tries again. */
async function insertAgain(database: Database, items: readonly Item[]): Promise<Stored> {
  try {
    return await insert(database, items)
  } catch (error) {
    if (!isDeadlock(error)) throw error
    return insert(database, items)
  }
}

async function write(database: Database, items: readonly Item[]): Promise<Receipt[]> {
  const first = firsts(items)
  const stored = await insertAgain(database, first)
  const isNew = new Set(first.filter(({ submission: { id } }) => stored.ids.has(id)))
  const others = items.filter((item) => !isNew.has(item)).map(({ submission: { id } }) => id)
  const rows = others.length === 0 ? new Map<string, StoredRow>() : await known(database, others)
  const ours = new Set(first)
  return items.map((item) => {
    const { id } = item.submission
    if (isNew.has(item)) return freshReceipt(referenceOf(id))
    const row = rows.get(id)
    if (row) return knownReceipt(row, id, item.digest)
    const paid = !item.spend || (ours.has(item) && stored.nonces.has(item.spend.nonce))
    return { type: paid ? 'conflict' : 'spent' }
  })
}

export class Accepting {
  readonly #accept: (item: Item) => Promise<Receipt | Error>
  readonly #known: (id: string) => Promise<StoredRow | undefined>

  constructor(database: Database) {
    const limits = { max: BATCH_MAX, timeoutMs: WAIT_MS }
    this.#accept = createBatches({ ...limits, write: (items: Item[]) => writeTold(database, items) })
    this.#known = createBatches({
      ...limits,
      write: async (ids: string[]) => {
        const rows = await known(database, ids)
        return ids.map((id) => rows.get(id))
      },
    })
  }

  /** Resolves after the commit. Rejects when nobody knows whether it was stored, too: a retry is recognised. */
  async accept(submission: StoredSubmission, { spend, confirmation }: Dues = {}): Promise<Receipt> {
    const receipt = await this.#accept({ submission, digest: digestOf(submission), spend, confirmation })
    if (receipt instanceof Error) throw receipt
    return receipt
  }

  async knows(id: string): Promise<boolean> {
    return (await this.#known(id)) !== undefined
  }

  async recognise(submission: Written): Promise<Receipt | undefined> {
    const found = await this.#known(submission.id)
    return found && knownReceipt(found, submission.id, digestOf(submission))
  }
}

/** The same, told to whoever watches commits. */
async function writeTold(database: Database, items: readonly Item[]): Promise<(Receipt | Error)[]> {
  const begun = performance.now()
  const results = await writeOrBlame(database, items)
  batchCommitted.tell({ count: items.length, ms: performance.now() - begun })
  return results
}

/** Writes a batch; where one of it cannot be stored, one by one: the others can. */
async function writeOrBlame(database: Database, items: readonly Item[]): Promise<(Receipt | Error)[]> {
  try {
    return await write(database, items)
  } catch (error) {
    if (!isRefused(error) || items.length === 1) throw error
  }
  const results: (Receipt | Error)[] = []
  for (const item of items)
    results.push(
      ...(await write(database, [item]).catch((error: Error) => {
        if (!isRefused(error)) throw error
        return [error]
      })),
    )
  return results
}
