#!/usr/bin/env bash
# libsql (npm) 0.5.29, on Node 20 for Linux.
#
# Expected: `close()` ends the connection, as in better-sqlite3, whose interface it has: the file is let go of, and with
# it the lock that another process would meet.
# Seen: the file stays open, and in WAL mode locked, until the garbage collector has taken every statement that was
# prepared on the connection. A second process that wants the file for itself (`locking_mode=EXCLUSIVE`) is told
# "database is locked" by one that has closed it; after a collection it is not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund libsql@0.5.29
cat >other.cjs <<'JS'
const Database = require('libsql')
try {
  const db = new Database('shared.db')
  db.pragma('locking_mode=EXCLUSIVE')
  db.pragma('journal_mode=WAL')
  db.exec('INSERT INTO t VALUES (2)')
  console.log('another process writes')
} catch (error) {
  console.log(`another process is told: ${error.message}`)
}
JS
cat >try.cjs <<'JS'
const { execFileSync } = require('node:child_process')
const { readdirSync, readlinkSync } = require('node:fs')
const Database = require('libsql')
const open = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).endsWith('shared.db')
    } catch {
      return false
    }
  }).length
const another = () => process.stdout.write(execFileSync(process.execPath, ['other.cjs']))
function work() {
  const db = new Database('shared.db')
  db.pragma('journal_mode=WAL')
  db.exec('CREATE TABLE t (n)')
  db.prepare('SELECT * FROM t').all()
  db.close()
}
work()
console.log('closed, and the file is open:', open() > 0)
another()
setTimeout(() => {
  gc()
  // What is collected is taken down a turn later.
  setTimeout(() => {
    console.log('collected, and the file is open:', open() > 0)
    another()
  }, 100)
}, 100)
JS
output=$(node --expose-gc try.cjs)
printf '%s\n' "$output"
[ "$output" = 'closed, and the file is open: true
another process is told: database is locked
collected, and the file is open: false
another process writes' ]
