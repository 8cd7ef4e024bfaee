#!/usr/bin/env bash
# libsql (npm) 0.5.29, on Node 20.
#
# Expected: a prepared statement that failed for one value can be used for the next, as in better-sqlite3, whose
# interface it has: each `get()` begins anew.
# Seen: after one error in `get()`, every later `get()` of that statement gives the old error, whatever it is asked for,
# until somebody calls its `all()`, which begins anew. A program that keeps its statements and only calls `get()` never
# recovers from one row that cannot be read. Prepare a statement anew when it has failed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund libsql@0.5.29
cat >try.cjs <<'JS'
const Database = require('libsql')
const db = new Database(':memory:')
const sql = "SELECT json_extract(?, '$.a') AS a"
const statement = db.prepare(sql)
const ask = (how, work) => {
  try {
    console.log(how, work().a)
  } catch (error) {
    console.log(how, error.message)
  }
}
const good = '{"a":1}'
ask('get, no JSON:', () => statement.get('no'))
ask('get, JSON:', () => statement.get(good))
ask('get, JSON again:', () => statement.get(good))
ask('all, JSON:', () => statement.all(good)[0])
ask('get after all, JSON:', () => statement.get(good))
JS
output=$(node try.cjs)
printf '%s\n' "$output"
[ "$output" = 'get, no JSON: malformed JSON
get, JSON: malformed JSON
get, JSON again: malformed JSON
all, JSON: 1
get after all, JSON: 1' ]
