/**
 * Copies the store of a data directory, of a proxy that is stopped, into an empty database that several proxies can share:
 * all of it or nothing. The data directory stays as it is.
 */
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { openNote } from './newest-message.ts'
import { openToday } from './open.ts'
import type { Database, Query } from './postgres/database.ts'
import { PART_BYTES } from './postgres/files.ts'
import { doubt } from './postgres/lead.ts'
import { openFitDatabase } from './postgres/open.ts'
import { PAGE } from './rows.ts'
import type { StoredRow } from './rows.ts'
import type { Sql } from './sqlite/database.ts'
import { promisesIn } from './sqlite/history/promises.ts'
import { StartError } from './start-error.ts'

/** Columns of a table that both engines have, with their types in PostgreSQL; times go from clock to clock. */
interface MovedTable {
  name: 'submission' | 'step' | 'spent' | 'attachment' | 'session' | 'confirmation'
  order: string
  columns: Readonly<Record<string, 'text' | 'integer' | 'bigint' | 'boolean'>>
  times: readonly string[]
}

const TABLES: readonly MovedTable[] = [
  {
    name: 'submission',
    order: 'id',
    columns: {
      id: 'text',
      reference: 'text',
      digest: 'text',
      site: 'text',
      state: 'text',
      body: 'text',
      accepted_at: 'bigint',
      due_at: 'bigint',
      changed_at: 'bigint',
      attempts: 'integer',
      ticket: 'text',
      why: 'text',
      receipt: 'text',
      address: 'text',
      chain: 'text',
    },
    times: ['accepted_at', 'due_at', 'changed_at'],
  },
  {
    name: 'step',
    order: 'submission, place',
    columns: {
      submission: 'text',
      place: 'integer',
      kind: 'text',
      target: 'text',
      state: 'text',
      due_at: 'bigint',
      attempts: 'integer',
      why: 'text',
      ticket_of_step: 'text',
    },
    times: ['due_at'],
  },
  // By the clock that challenges are signed by, which stays the same.
  { name: 'spent', order: 'until, nonce', columns: { until: 'bigint', nonce: 'text' }, times: [] },
  {
    name: 'attachment',
    order: 'file',
    columns: {
      file: 'text',
      submission: 'text',
      place: 'integer',
      name: 'text',
      type: 'text',
      size: 'bigint',
      digest: 'text',
    },
    times: [],
  },
  // Codes and their mails are not: they are over before anybody has moved a database.
  {
    name: 'session',
    order: 'hash',
    columns: {
      hash: 'text',
      site: 'text',
      email: 'text',
      spelling: 'text',
      opened_at: 'bigint',
      used_at: 'bigint',
    },
    times: ['opened_at', 'used_at'],
  },
  {
    name: 'confirmation',
    order: 'submission',
    columns: {
      submission: 'text',
      asker: 'text',
      site: 'text',
      spelling: 'text',
      confirmed: 'boolean',
      held_until: 'bigint',
      note: 'text',
      copy: 'text',
      until: 'bigint',
    },
    times: ['held_until', 'until'],
  },
]

/** What was moved. */
export interface Moved {
  messages: number
  files: number
  /** What was promised in the data directory and is missing there. */
  missing: readonly string[]
}

function* pagesOf(sql: Sql, { name, order, columns }: MovedTable): Generator<StoredRow[]> {
  const select = `SELECT ${Object.keys(columns).join(', ')} FROM ${name} ORDER BY ${order} LIMIT ${PAGE} OFFSET ?`
  for (let offset = 0; ; offset += PAGE) {
    const rows = sql.all(select, offset)
    if (rows.length > 0) yield rows
    if (rows.length < PAGE) return
  }
}

async function copyTable(sql: Sql, query: Query, table: MovedTable, aheadMs: number): Promise<number> {
  const { name, columns, times } = table
  const names = Object.keys(columns).join(', ')
  const types = Object.entries(columns).map(([column, type]) => `${column} ${type}`)
  let count = 0
  for (const rows of pagesOf(sql, table)) {
    const moved = rows.map((row) =>
      // Column by column: libsql's rows have a key that is none.
      Object.fromEntries(
        Object.keys(columns).map((column) => {
          const value = row[column]
          if (columns[column] === 'boolean') return [column, value === 1]
          return [column, times.includes(column) && value !== null ? Number(value) + aheadMs : value]
        }),
      ),
    )
    await query(
      `INSERT INTO ${name} (${names}) SELECT ${names} FROM json_to_recordset($1::json) AS t (${types.join(', ')})`,
      JSON.stringify(moved),
    )
    count += rows.length
  }
  return count
}

/** One that is missing on the disk is missing then too: its message says what it lacks when it is sent. */
async function copyFile(path: string, name: string, size: number, query: Query, now: string): Promise<void> {
  await query(`INSERT INTO file (name, size, changed_at) VALUES ($1, $2, ${now})`, name, size)
  if (!existsSync(path)) return
  const handle = await open(path, 'r')
  try {
    for (let number = 0; ; number++) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(PART_BYTES), 0, PART_BYTES)
      if (bytesRead === 0) return
      await query(
        'INSERT INTO part (file, number, bytes) VALUES ($1, $2, $3)',
        name,
        number,
        buffer.subarray(0, bytesRead),
      )
    }
  } finally {
    await handle.close()
  }
}

/** What outlives a restart besides messages: the key that open forms are signed with, and the calls of this minute. */
async function copyRest(sql: Sql, query: Query, now: string): Promise<void> {
  const key = sql.get('SELECT key FROM signing_key')?.['key']
  if (typeof key === 'string')
    await query(
      `INSERT INTO setting (name, value) VALUES ('signing_key', $1)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      key,
    )
  // As if they were made just now: that costs a minute at most.
  const calls = Number(sql.get('SELECT count(*) AS n FROM gate_call')?.['n'])
  await query(`INSERT INTO gate_call (at) SELECT ${now} FROM generate_series(1, $1::integer)`, calls)
}

async function copyAll(
  sql: Sql,
  folder: string,
  missing: readonly string[],
  { patient, clock, now }: Database,
): Promise<Moved> {
  return patient.transaction(async (query) => {
    await query('LOCK TABLE submission IN EXCLUSIVE MODE')
    const { rows } = await query(`SELECT count(*) AS n, ${clock()} AS now FROM submission`)
    if (Number(rows[0]?.['n']) > 0)
      throw new StartError(
        'The database of DATABASE_URL has messages already. Nothing was moved. Name an empty one.',
      )
    const aheadMs = Number(rows[0]?.['now']) - Date.now()
    const files = sql.all('SELECT file, size FROM attachment')
    for (const { file, size } of files)
      await copyFile(join(folder, String(file)), String(file), Number(size), query, now())
    let messages = 0
    for (const table of TABLES) {
      const count = await copyTable(sql, query, table, aheadMs)
      if (table.name === 'submission') messages = count
    }
    await copyRest(sql, query, clock())
    // As a start of a proxy here would have it; how long it waits before is up to who delivers there.
    if (missing.length > 0) await doubt(query, now(), 0)
    return { messages, files: files.length, missing }
  })
}

/** What the database lacks that was promised in it, if that is not older than `since`: see `openStore`. */
function openWhole(dataDir: string, since: number): { sql: Sql; missing: string[] } {
  const missing: string[] = []
  const sql = openToday({ dataDir, exclusive: true }, (why) => missing.push(why))
  const older = openNote(dataDir).missing(promisesIn(sql), since)
  if (older !== undefined) missing.push(older)
  return { sql, missing }
}

/**
 * @param dedupeMs How long messages are kept after their delivery: an older one is not missed.
 * @throws StartError, and then nothing was moved: also while a proxy runs on the data directory.
 */
export async function moveStore(dataDir: string, url: string, dedupeMs: number): Promise<Moved> {
  const { sql, missing } = openWhole(dataDir, Date.now() - dedupeMs)
  try {
    const database = await openFitDatabase({ url })
    try {
      return await copyAll(sql, join(dataDir, 'files'), missing, database)
    } finally {
      await database.close()
    }
  } finally {
    sql.close()
  }
}
