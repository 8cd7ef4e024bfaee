/** The other yardstick: commits of one row each, as fast as SQLite makes them durable. Prints commits a second. */
import Database from 'libsql'

const db = new Database(`${process.argv[2]}/commits.db`)
for (const pragma of ['journal_mode=WAL', 'synchronous=FULL']) db.pragma(pragma)
db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT)')
const insert = db.prepare<[string]>('INSERT INTO t (body) VALUES (?)')
const body = 'x'.repeat(800)
const start = performance.now()
let commits = 0
for (; performance.now() - start < 2000; commits++) insert.run(body)
process.stdout.write(String(commits / ((performance.now() - start) / 1000)))
