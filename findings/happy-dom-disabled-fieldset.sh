#!/usr/bin/env bash
# happy-dom (npm) 21.0.4, on Node 20.
#
# Expected: a field in a disabled `fieldset` is disabled: it matches `:disabled` and is not sent (HTML standard, "The fieldset
# element" and "Constructing the entry list").
# Seen: only a field's own attribute counts. It is in the `FormData`, so a test of a form passes with more fields than any
# browser sends.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund happy-dom@21.0.4
cat >try.mjs <<'JS'
import { Window } from 'happy-dom'
const { document, FormData } = new Window()
document.body.innerHTML =
  '<form><input name="own" disabled><fieldset disabled><input name="within"></fieldset><input name="free"></form>'
console.log('disabled:', [...document.querySelectorAll('input:disabled')].map(({ name }) => name).join(' '))
console.log('sent:', [...new FormData(document.querySelector('form')).keys()].join(' '))
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = 'disabled: own
sent: within free' ]
