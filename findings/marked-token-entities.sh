#!/usr/bin/env bash
# marked (npm) 18.2.1, on Node 20.
#
# Expected: whoever draws the tokens of `marked.lexer` without HTML finds in `text` and `href` what is to be shown and where a
# link leads, or can tell from a token whether it still has to be decoded.
# Seen: a text and a piece of code have the same `text` for the same letters, although `&amp;` is one sign in the first and five
# in the second, and `escaped` is absent from the one that must be left alone and false on the other. The `href` of a link is
# not decoded either, so that its address has a parameter `amp;b`. Only `marked.parse` comes out right, since a browser decodes
# what it writes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund marked@18.2.1
cat >try.mjs <<'JS'
import { marked } from 'marked'
const first = (text) => marked.lexer(text)[0].tokens[0]
for (const source of ['a &amp; b', '`a &amp; b`']) {
  const { type, text, escaped } = first(source)
  console.log(`${type}: ${text} (escaped: ${escaped})`)
}
const { href } = first('[more](https://shop.example/?a=1&amp;b=2)')
console.log(`link: ${[...new URL(href).searchParams.keys()].join(' ')}`)
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = 'text: a &amp; b (escaped: false)
codespan: a &amp; b (escaped: undefined)
link: a amp;b' ]
