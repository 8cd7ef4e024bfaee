#!/usr/bin/env bash
# preact-render-to-string (npm) 6.8.2 with preact 11.2.0, on Node 20.
#
# Expected: `translate={false}` is written as `translate="no"`, which is what the same component has in a browser, where
# Preact sets the property; `spellcheck={false}` and `draggable={false}` are written as the words that HTML has for them.
# Seen: nothing is written, so that a translator changes in the document of the server what it leaves alone once the page
# has started: references, addresses, names. `contenteditable={false}` and `writingSuggestions={false}` are lost as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund preact@11.2.0 preact-render-to-string@6.8.2
cat >try.mjs <<'JS'
import { h } from 'preact'
import { render } from 'preact-render-to-string'
for (const name of ['spellcheck', 'draggable', 'translate', 'contenteditable', 'writingSuggestions'])
  console.log(`${name}: ${render(h('p', { [name]: false }))}`)
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = 'spellcheck: <p spellcheck="false"></p>
draggable: <p draggable="false"></p>
translate: <p></p>
contenteditable: <p></p>
writingSuggestions: <p></p>' ]
