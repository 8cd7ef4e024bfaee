#!/usr/bin/env bash
# libsql (npm) 0.5.29, on Node 20.
#
# Expected: its errors carry the names of SQLite's extended result codes, as better-sqlite3's do, whose interface it has.
# A text in an INTEGER column of a STRICT table is SQLITE_CONSTRAINT_DATATYPE (3091, since SQLite 3.37).
# Seen: the other constraints have their names, this one is called UNKNOWN_SQLITE_ERROR_3091. A program that judges by
# `code.startsWith('SQLITE_CONSTRAINT')` takes a refused value for a failing database. `rawCode` is right: judge by its
# low byte (19 is a constraint).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund libsql@0.5.29
cat >try.cjs <<'JS'
const Database = require('libsql')
const db = new Database('a.db')
db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, u TEXT UNIQUE, CHECK (n > 0)) STRICT')
db.exec("INSERT INTO t VALUES (1, 1, 'a')")
const rows = { unique: "(2, 1, 'a')", key: "(1, 1, 'b')", check: "(3, 0, 'c')", type: "(4, 'x', 'd')" }
let lines = ''
for (const [what, values] of Object.entries(rows))
  try {
    db.exec(`INSERT INTO t VALUES ${values}`)
  } catch ({ code, rawCode }) {
    lines += `${what} ${code} ${rawCode}\n`
  }
process.stdout.write(lines)
JS
output=$(node try.cjs)
printf '%s\n' "$output"
[ "$output" = 'unique SQLITE_CONSTRAINT_UNIQUE 2067
key SQLITE_CONSTRAINT_PRIMARYKEY 1555
check SQLITE_CONSTRAINT_CHECK 275
type UNKNOWN_SQLITE_ERROR_3091 3091' ]
