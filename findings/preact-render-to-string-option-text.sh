#!/usr/bin/env bash
# preact-render-to-string (npm) 6.8.2 with preact 11.2.0, on Node 20.
#
# Expected: `<select value="blue">` selects the option whose value is `blue`; an option without the attribute has its text as
# its value (HTML standard, "The option element"), and in a browser Preact selects it.
# Seen: only options with a `value` of their own are compared, so that the document has the first option selected, and whoever
# sends it without JavaScript sends that one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund preact@11.2.0 preact-render-to-string@6.8.2
cat >try.mjs <<'JS'
import { h } from 'preact'
import { render } from 'preact-render-to-string'
const choice = (attributes) =>
  render(h('select', { value: 'blue' }, ['red', 'blue'].map((name) => h('option', attributes(name), name))))
console.log('with values:', choice((value) => ({ value })))
console.log('with texts:', choice(() => null))
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = 'with values: <select><option value="red">red</option><option selected value="blue">blue</option></select>
with texts: <select><option>red</option><option>blue</option></select>' ]
