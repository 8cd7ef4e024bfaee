#!/usr/bin/env bash
# postal-mime (npm) 4.0.0, on Node 20.
#
# Expected: `date` of a parsed mail says what the header says, on every machine alike, or gives the header back as it
# stands, as it does for zones by name (`CET`).
# Seen: the header goes to `Date.parse`, which knows more than RFC 5322 has. A date without a zone is the time of the
# machine that reads the archive. A day that its month does not have becomes one of the next month. A year below 50 with
# four digits becomes one of this century. All three come back as a well-formed time in UTC, so nobody can tell them from
# what was written.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund postal-mime@4.0.0
cat >try.mjs <<'JS'
import PostalMime from 'postal-mime'
for (const written of [
  'Mon, 1 Jan 2024 09:00:00 CET',
  'Mon, 1 Jan 2024 09:00:00',
  'Sat, 31 Feb 2024 09:00:00 +0000',
  'Mon, 1 Jan 0001 09:00:00 +0000',
]) {
  const { date } = await PostalMime.parse(`From: a@example.com\nDate: ${written}\n\nHello\n`)
  console.log(`${written} -> ${date}`)
}
JS
output=$(TZ=America/New_York node try.mjs)
printf '%s\n' "$output"
[ "$output" = 'Mon, 1 Jan 2024 09:00:00 CET -> Mon, 1 Jan 2024 09:00:00 CET
Mon, 1 Jan 2024 09:00:00 -> 2024-01-01T14:00:00.000Z
Sat, 31 Feb 2024 09:00:00 +0000 -> 2024-03-02T09:00:00.000Z
Mon, 1 Jan 0001 09:00:00 +0000 -> 2001-01-01T09:00:00.000Z' ]
