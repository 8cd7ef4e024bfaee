#!/usr/bin/env bash
# minisearch (npm) 7.2.0, on Node 20.
#
# Expected: `boost: { body: 0 }` takes the field out of the order, as `0.01` nearly does, and as a `boostDocument` that returns 0
# takes a document out of the results.
# Seen: 0 counts as if it were not there, so that the field has its full weight: the smallest boost that one can give is no
# boost at all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund minisearch@7.2.0
cat >try.mjs <<'JS'
import MiniSearch from 'minisearch'
const index = new MiniSearch({ fields: ['title', 'body'] })
index.addAll([
  { id: 'title', title: 'invoice', body: 'how to pay' },
  { id: 'body', title: 'how to pay', body: 'invoice invoice invoice' },
])
for (const weight of [1, 0.01, 0]) {
  const found = index.search('invoice', { boost: { body: weight } })
  console.log(`${weight}: ${found.map(({ id }) => id).join(' ')}`)
}
const left = index.search('invoice', { boostDocument: (id) => (id === 'body' ? 0 : 1) })
console.log(`boostDocument 0: ${left.map(({ id }) => id).join(' ')}`)
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = '1: body title
0.01: title body
0: body title
boostDocument 0: title' ]
