#!/usr/bin/env bash
# @preact/signals-core 1.14.5 and preact 11.2.0, on Node 20.
#
# Expected: libraries for widgets load in pages that freeze what JavaScript brings along (`Object.freeze(Object.prototype)`,
# as hardened pages and SES do): they define classes of their own and change nothing of the page's.
# Seen: preact loads; signals-core does not. It assigns `valueOf` (and `toString`) to a prototype of its own, and an assignment is refused
# where the inherited property is frozen (ECMA-262, OrdinarySet), in modules with a TypeError. `Object.defineProperty`
# would not be.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @preact/signals-core@1.14.5 preact@11.2.0
cat >try.mjs <<'JS'
Object.freeze(Object.prototype)
for (const name of ['preact', '@preact/signals-core'])
  await import(name).then(
    () => console.log(name, 'loads'),
    (error) => console.log(name, 'does not load:', error.constructor.name, /'(\w+)'/.exec(error.message)?.[1]),
  )
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = 'preact loads
@preact/signals-core does not load: TypeError valueOf' ]
