#!/usr/bin/env bash
# htmlparser2 (npm) 12.0.0, on Node 20.
#
# Expected: with `xmlMode`, the second argument of `onclosetag` (`isImplied`) tells an end tag that is missing from one
# that is written. An element that closes itself has its end written, `<x/>`.
# Seen: it is told as implied, like the end of an element that the file breaks off in. Who reads exports with it and
# refuses those that were cut off by this argument refuses every one with an empty element in it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund htmlparser2@12.0.0
cat >try.mjs <<'JS'
import { Parser } from 'htmlparser2'
for (const xml of ['<a><b></b></a>', '<a><b/></a>', '<a><b>']) {
  const ends = []
  const parser = new Parser({ onclosetag: (name, isImplied) => ends.push(`${name}:${isImplied}`) }, { xmlMode: true })
  parser.end(xml)
  console.log(`${xml} -> ${ends.join(' ')}`)
}
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = '<a><b></b></a> -> b:false a:false
<a><b/></a> -> b:true a:false
<a><b> -> b:true a:true' ]
