/** Which statements of the PostgreSQL store read all of a table that grows, judged on tables that have grown. */
import pg from 'pg'
import { afterAll, afterEach, vi } from 'vitest'
import { CLEANING, mayReadAll, WAITING } from '../proxy/plan-exceptions.ts'
import { ask } from './a-database.ts'

/** Rows of each table: so many that nobody would read all of them for one. */
const ROWS = 30_000

/** As of the tests’ clock, and 30 days back, evenly. */
const AT = `(${Date.UTC(2026, 0, 1)} - g * 86400::bigint)`

/** Lists for operators, of what waits: few of all. */
const LISTS = [/^SELECT \* FROM submission WHERE id > \$1 (AND \w+ = '\w+' )?ORDER BY id LIMIT/]

/** A few of each state wait or need an operator; all others are delivered. */
const STATE = `CASE g % 3000 WHEN 0 THEN 'pending' WHEN 1 THEN 'unsure' WHEN 2 THEN 'sending' WHEN 3 THEN 'dead'
  ELSE 'delivered' END`

const GROWN = [
  `submission (id, reference, digest, site, state, body, accepted_at, due_at, changed_at, attempts, ticket, receipt, address, chain)
   SELECT 'i' || g, 'S' || g, 'd', 'shop', ${STATE}, CASE WHEN g % 3000 < 4 THEN '{}' END, ${AT}, ${AT}, ${AT}, 0,
     't' || g, 'r' || g, 'a' || g / 3, CASE WHEN g % 3 > 0 THEN 'i' || g - g % 3 END`,
  `spent (until, nonce) SELECT ${AT}, 'n' || g`,
  `file (name, size, changed_at) SELECT 'f' || g, 1, ${AT}`,
  `part (file, number, bytes) SELECT 'f' || g, 0, 'x'`,
  `attachment (file, submission, place, name, type, size, digest) SELECT 'f' || g, 'i' || g, 0, 'a', 't', 1, 'd'`,
  `step (submission, place, kind, state, due_at) SELECT 'i' || g, 0, 'tag',
     CASE g % 3000 WHEN 0 THEN 'pending' WHEN 1 THEN 'failed' ELSE 'done' END, ${AT}`,
  `counted (kind, key, points, until, changed_at) SELECT 'k', 'k' || g, 1, ${AT} + 3600000, ${AT}`,
  `code (id, site, email, spelling, asker, proof, until) SELECT 'c' || g, 'shop', 'e', 'e' || g, 'a' || g, 'p', ${AT}`,
  `mail (id, spelling, body, taken, due_at, until) SELECT 'm' || g, 'e' || g, '{}', g % 3000 > 0, ${AT}, ${AT}`,
  `confirmation (submission, asker, site, spelling, confirmed, until)
   SELECT 'i' || g, 'a' || g, 'shop', 'e' || g, true, ${AT}`,
  `session (hash, site, email, spelling, opened_at, used_at) SELECT 'h' || g, 'shop', 'e', 'e' || g, ${AT}, ${AT}`,
  `reading (key, content, viewed_at) SELECT 'r' || g, '{}', ${AT}`,
  `gate_call (at) SELECT ${AT}`,
]

/** Tables that grow: those above. */
const TABLES = new Set(GROWN.map((one) => one.split(' ')[0]))

const OF_TABLES = new RegExp(`\\b(${[...TABLES].join('|')})\\b`)

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: Node[]
}

/** How a plan reads whole tables, or whole indexes beyond what a limit stops. */
function scansOf(node: Node, limited = false): string[] {
  const { Plans = [] } = node
  const type = node['Node Type']
  const table = node['Relation Name'] ?? ''
  const index = node['Index Name'] ?? ''
  const isWhole =
    (type === 'Seq Scan' && TABLES.has(table)) ||
    (index !== '' && node['Index Cond'] === undefined && !WAITING.test(index) && !limited)
  const within = limited || type === 'Limit'
  return [
    ...(isWhole ? [`${type} ${table || index}`] : []),
    ...Plans.flatMap((one) => scansOf(one, within && type !== 'Aggregate' && type !== 'Sort')),
  ]
}

/** Remembers every statement that runs while the tests of this file do. */
export function recordQueries() {
  const known = new Map<string, [text: string, values: readonly unknown[]]>()
  const watched = vi.spyOn(pg.Client.prototype, 'query')
  /** One of each that there were so far, by its form. */
  const asked = () => {
    for (const [given] of watched.mock.calls as unknown[][]) {
      // as: a statement of the driver, or a text without values
      const { text, values = [] } = Object(given) as { text?: string; values?: unknown[] }
      if (text === undefined) continue
      const form = text.replace(/\d{13}/g, 'CLOCK').replace(/\s+/g, ' ')
      if (!known.has(form.trim())) known.set(form.trim(), [text, values])
    }
    watched.mockClear()
    return [...known]
  }
  afterEach(() => void asked())
  afterAll(() => watched.mockRestore())
  return {
    count: () => asked().length,
    /** `HOW in STATEMENT` of each that reads a whole table, in a database with these tables, which is filled. */
    scans: async (url: string): Promise<string[]> => {
      const statements = asked().filter(
        ([form]) =>
          /^(SELECT|UPDATE|DELETE|INSERT|WITH)\b/.test(form) &&
          OF_TABLES.test(form) &&
          ![...CLEANING, ...LISTS].some((one) => one.test(form)) &&
          !mayReadAll(form),
      )
      for (const one of GROWN) await ask(url, `INSERT INTO ${one} FROM generate_series(1, ${ROWS}) AS g`)
      await ask(url, 'ANALYZE')
      const found: string[] = []
      for (const [form, [text, values]] of statements) {
        const [row] = await ask(url, `EXPLAIN (FORMAT JSON) ${text}`, ...values)
        const [{ Plan: plan }] = row!['QUERY PLAN'] as [{ Plan: Node }] // as: one plan for one statement
        for (const how of scansOf(plan)) found.push(`${how} in ${form}`)
      }
      return found
    },
  }
}
