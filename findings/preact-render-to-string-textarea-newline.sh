#!/usr/bin/env bash
# preact-render-to-string (npm) 6.8.2 with preact 11.2.0, read by parse5 7.3.0, on Node 20.
#
# Expected: what a field holds is what a browser reads from the document.
# Seen: a text that begins with an empty line loses it. The HTML standard drops the first line end after `<textarea>`, `<pre>`
# and `<listing>`, so a writer has to put one more before it; none is put. A message that comes back to its writer with an
# error is another one than was sent. In the middle and at the end of the text line ends stay.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund preact@11.2.0 preact-render-to-string@6.8.2 parse5@7.3.0
cat >try.mjs <<'JS'
import { parseFragment } from 'parse5'
import { h } from 'preact'
import { render } from 'preact-render-to-string'
const textOf = (html) => parseFragment(html).childNodes[0].childNodes.map(({ value }) => value).join('')
for (const text of ['\nHello', 'Hello\n\nyou\n']) {
  console.log(`textarea ${JSON.stringify(text)}: ${JSON.stringify(textOf(render(h('textarea', { value: text }))))}`)
  console.log(`pre ${JSON.stringify(text)}: ${JSON.stringify(textOf(render(h('pre', null, text))))}`)
}
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = 'textarea "\nHello": "Hello"
pre "\nHello": "Hello"
textarea "Hello\n\nyou\n": "Hello\n\nyou\n"
pre "Hello\n\nyou\n": "Hello\n\nyou\n"' ]
