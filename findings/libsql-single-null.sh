#!/usr/bin/env bash
# libsql (npm) 0.5.29, on Node 20.
#
# Expected: `null` can be bound like any other value, as a single argument too: the interface is that of better-sqlite3, where
# `all(null)` binds one NULL.
# Seen: a single `null` is refused with "failed to downcast any to object", since a single argument is first taken for named
# parameters; beside a second one, or in an array, it is bound.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund libsql@0.5.29
cat >try.mjs <<'JS'
import Database from 'libsql'
const statement = new Database(':memory:').prepare('SELECT ? IS NULL AS empty')
for (const [name, given] of [['text', ['a']], ['null in an array', [[null]]], ['null', [null]]])
  try {
    console.log(`${name}: ${JSON.stringify(statement.all(...given))}`)
  } catch (error) {
    console.log(`${name}: ${error.message}`)
  }
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = 'text: [{"empty":0}]
null in an array: [{"empty":1}]
null: failed to downcast any to object' ]
