/**
 * What a conversion has to remember of an export of any size: people, messages of a ticket, ids that were there. In a
 * temporary table of SQLite, whose file has no name any more when it is used, so that a kill leaves nothing behind.
 */
import { openSqlite } from '../../store/sqlite/database.ts'

export interface Scratch {
  /** Remembers a value by its key; the last one wins. */
  put: (kind: string, key: string, value: unknown) => void
  get: (kind: string, key: string) => unknown
  /** Counts how often this was called with the key: 1 for the first time. */
  count: (kind: string, key: string) => number
  /** Adds to the list of a key. */
  append: (kind: string, key: string, value: unknown) => void
  /** The list of a key, in the order in which it was made. */
  list: (kind: string, key: string) => unknown[]
  /** Moves the list of one key behind that of another. */
  join: (kind: string, from: string, to: string) => void
  /** The keys of all lists of a kind, in the order of their first values. */
  keys: (kind: string) => Generator<string>
  close: () => void
}

/** Keys that are read at a time. */
const PAGE = 500

export function openScratch(): Scratch {
  // A database without a name would stay in memory: what libsql is told by an empty one. Temporary tables go to a file.
  const sql = openSqlite(':memory:', { exclusive: false })
  sql.get('PRAGMA temp_store=1')
  sql.run('CREATE TEMP TABLE pair (kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID')
  sql.run('CREATE TEMP TABLE item (seq INTEGER PRIMARY KEY, kind TEXT, key TEXT, value TEXT)')
  sql.run('CREATE INDEX item_key ON item (kind, key)')
  sql.run('CREATE TEMP TABLE head (seq INTEGER PRIMARY KEY, kind TEXT, key TEXT, UNIQUE (kind, key))')
  return {
    put: (kind, key, value) =>
      void sql.run('INSERT OR REPLACE INTO pair VALUES (?, ?, ?)', kind, key, JSON.stringify(value)),
    get(kind, key) {
      const row = sql.get('SELECT value FROM pair WHERE kind = ? AND key = ?', kind, key)
      return row && JSON.parse(String(row['value']))
    },
    count(kind, key) {
      const row = sql.get(
        `INSERT INTO pair VALUES (?, ?, '1') ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value`,
        kind,
        key,
      )
      return Number(row?.['value'])
    },
    append(kind, key, value) {
      sql.run('INSERT OR IGNORE INTO head (kind, key) VALUES (?, ?)', kind, key)
      sql.run('INSERT INTO item (kind, key, value) VALUES (?, ?, ?)', kind, key, JSON.stringify(value))
    },
    list: (kind, key) =>
      sql
        .all('SELECT value FROM item WHERE kind = ? AND key = ? ORDER BY seq', kind, key)
        .map(({ value }) => JSON.parse(String(value)) as unknown),
    join(kind, from, to) {
      sql.run('UPDATE item SET key = ? WHERE kind = ? AND key = ?', to, kind, from)
      sql.run('DELETE FROM head WHERE kind = ? AND key = ?', kind, from)
    },
    *keys(kind) {
      for (let after = 0; ;) {
        const rows = sql.all(
          'SELECT seq, key FROM head WHERE kind = ? AND seq > ? ORDER BY seq LIMIT ?',
          kind,
          after,
          PAGE,
        )
        if (rows.length === 0) return
        for (const row of rows) yield String(row['key'])
        after = Number(rows.at(-1)?.['seq'])
      }
    },
    close: () => sql.close(),
  }
}
