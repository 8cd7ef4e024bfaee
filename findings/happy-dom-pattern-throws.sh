#!/usr/bin/env bash
# happy-dom (npm) 21.0.4, on Node 20.
#
# Expected: a `pattern` that is no regular expression is ignored, and the field is valid (HTML standard, "The pattern
# attribute"); it is compiled with the flag `v` and must fit the whole value.
# Seen: `checkValidity` throws the SyntaxError of the expression. And where it is one, it is compiled without `v`, so that a
# class that browsers refuse, and therefore ignore, is held against the value.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund happy-dom@21.0.4
cat >try.mjs <<'JS'
import { Window } from 'happy-dom'
const { document } = new Window()
for (const [pattern, value] of [['[a-z]+', 'ab'], ['[a-z', 'ab'], ['[(]+', 'ab']]) {
  const field = document.createElement('input')
  Object.assign(field, { pattern, value })
  try {
    console.log(`${pattern}: ${field.checkValidity()}`)
  } catch (error) {
    console.log(`${pattern}: ${error.name}`)
  }
}
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = '[a-z]+: true
[a-z: SyntaxError
[(]+: false' ]
