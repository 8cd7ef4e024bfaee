#!/usr/bin/env bash
# libsql (npm) 0.5.29, on Node 20.
#
# Expected: `new Database(file, { readonly: true })` refuses to write, as in better-sqlite3, whose interface it has; and
# `fileMustExist: true` refuses a file that is not there.
# Seen: both options are taken in silence. The row is written, and the missing database is made. A tool that opens
# somebody's database "for reading" can change it: open with `PRAGMA query_only = ON`, and look for the file first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund libsql@0.5.29
cat >try.cjs <<'JS'
const { existsSync } = require('node:fs')
const Database = require('libsql')
const attempt = (work) => {
  try {
    work()
    return 'done'
  } catch (error) {
    return `refused: ${error.message}`
  }
}
const first = new Database('a.db')
first.exec('CREATE TABLE t (n INTEGER)')
first.close()
const second = new Database('a.db', { readonly: true })
const wrote = attempt(() => second.exec('INSERT INTO t VALUES (1)'))
const rows = second.prepare('SELECT count(*) AS n FROM t').get().n
const missing = attempt(() => new Database('missing.db', { fileMustExist: true }).exec('SELECT 1'))
second.pragma('query_only = ON')
const asked = attempt(() => second.exec('INSERT INTO t VALUES (2)'))
console.log(`readonly: insert ${wrote}, ${rows} row`)
console.log(`fileMustExist: ${missing}, the file is there: ${existsSync('missing.db')}`)
console.log(`query_only: insert ${asked.replace(/:.*/, '')}`)
JS
output=$(node try.cjs)
printf '%s\n' "$output"
[ "$output" = 'readonly: insert done, 1 row
fileMustExist: done, the file is there: true
query_only: insert refused' ]
