#!/usr/bin/env bash
# postal-mime (npm) 4.0.0, on Node 20.
#
# Expected: of `format=flowed` (RFC 3676, section 4.5) the quote marks are taken off before lines are joined, and lines of
# different depth are never joined, so that "> one " and "> two" are one quoted line "> one two".
# Seen: lines are joined as they stand. The mark of the second line ends up inside of the text, and words of an inner
# quote stand on the line of an outer one: who wrote what can no longer be told. Lines without quotes are joined right,
# and a signature's "-- " is not joined, as the RFC wants.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund postal-mime@4.0.0
cat >try.mjs <<'JS'
import PostalMime from 'postal-mime'
const head = 'From: a@example.com\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n'
for (const body of ['one \ntwo\n', '-- \nname\n', '> one \n> two\n', '> one \n>> two\n'])
  console.log(JSON.stringify(body), '->', JSON.stringify((await PostalMime.parse(head + body)).text))
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = '"one \ntwo\n" -> "one two\n"
"-- \nname\n" -> "-- \nname\n"
"> one \n> two\n" -> "> one > two\n"
"> one \n>> two\n" -> "> one >> two\n"' ]
