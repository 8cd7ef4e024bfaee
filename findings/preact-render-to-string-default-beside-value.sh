#!/usr/bin/env bash
# preact-render-to-string (npm) 6.8.2 with preact 11.2.0, on Node 20.
#
# Expected: where a field has both, `value` is what it holds and `defaultValue` what it goes back to, as in the DOM; a document
# can tell the first only, once.
# Seen: an `input` gets two attributes `value`, which is a parse error, and a `textarea` gets the default in place of what it
# holds.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund preact@11.2.0 preact-render-to-string@6.8.2
cat >try.mjs <<'JS'
import { h } from 'preact'
import { render } from 'preact-render-to-string'
for (const name of ['input', 'textarea']) console.log(render(h(name, { value: 'written', defaultValue: 'offered' })))
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = '<input value="written" value="offered"/>
<textarea>offered</textarea>' ]
