#!/usr/bin/env bash
# libsql (npm) 0.5.29, on Node 20.
#
# Expected: a row has the columns that were asked for and nothing else, as in better-sqlite3, whose interface it has.
# Seen: `get()` adds an enumerable property `_metadata` with the time that the statement took; `all()` and `iterate()` do
# not, so the same row differs by the way it is read. What is written down, compared or sent on as it was read (spread,
# JSON.stringify, a schema that allows no unknown names) has one field too many. Take columns by their names.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund libsql@0.5.29
cat >try.cjs <<'JS'
const Database = require('libsql')
const db = new Database(':memory:')
db.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)')
const statement = db.prepare('SELECT a FROM t')
const [row] = statement.iterate()
console.log('get:', Object.keys(statement.get()).join(' '))
console.log('all:', Object.keys(statement.all()[0]).join(' '))
console.log('iterate:', Object.keys(row).join(' '))
JS
output=$(node try.cjs)
printf '%s\n' "$output"
[ "$output" = 'get: a _metadata
all: a
iterate: a' ]
