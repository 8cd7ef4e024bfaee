#!/usr/bin/env bash
# minisearch (npm) 7.2.0, on Node 20.
#
# Expected: options that stand within a combination of queries, `{ queries, filter }`, count for all of that combination,
# as `combineWith` and `fields` do.
# Seen: a `filter` there is asked for nothing, and every document is found, of other owners too. As an option of the search
# itself it counts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund minisearch@7.2.0
cat >try.mjs <<'JS'
import MiniSearch from 'minisearch'
const index = new MiniSearch({ fields: ['title'], storeFields: ['owner'] })
index.addAll([
  { id: 1, title: 'reset the password', owner: 'a' },
  { id: 2, title: 'reset the password', owner: 'b' },
])
const filter = ({ owner }) => owner === 'a'
const found = (...given) => index.search(...given).map(({ id }) => id).join(' ')
for (const queries of [['reset'], ['reset', 'password']]) {
  console.log('within:', found({ queries, filter }))
  console.log('beside:', found({ queries }, { filter }))
}
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = 'within: 1 2
beside: 1
within: 1 2
beside: 1' ]
