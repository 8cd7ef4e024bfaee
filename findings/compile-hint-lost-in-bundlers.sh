#!/usr/bin/env bash
# rolldown 1.2.19, esbuild 0.28.2 and terser 5.51.4 (npm), on Node 20.
#
# Expected: V8's hint to compile a file ahead, `//# allFunctionsCalledOnLoad` in the first line of a source as V8's page tells
# (https://v8.dev/blog/explicit-compile-hints), is in what a bundler makes of that source, or the bundler warns.
# Seen: it reaches no output of rolldown or esbuild, minified or not, whatever `legalComments` says, and nothing warns; the file
# runs as before, only slower. What the minifier of rolldown takes away with it is also text of `banner` and `intro`, unlike
# esbuild's `banner`. What stays there is `postBanner`, and only that is part of the hash in the file's name. terser keeps the
# hint by `comments: /^#/` and not by 'some'.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts rolldown@1.2.19 esbuild@0.28.2 terser@5.51.4
cat >try.mjs <<'JS'
import { writeFileSync } from 'node:fs'
import { transform } from 'esbuild'
import { rolldown } from 'rolldown'
import { minify } from 'terser'

const hint = '//# allFunctionsCalledOnLoad'
const code = 'function one() { return 1 }\nexport const value = one()\n'
const withHint = `${hint}\n${code}`
writeFileSync('plain.js', code)
writeFileSync('hinted.js', withHint)
const say = (how, made) => console.log(`${how}: ${made.startsWith(hint) ? 'first line' : made.includes(hint) ? 'elsewhere' : 'gone'}`)

for (const legalComments of ['none', 'inline'])
  for (const small of [false, true])
    say(`esbuild source minify=${small} legalComments=${legalComments}`, (await transform(withHint, { minify: small, legalComments })).code)
say('esbuild banner minify=true', (await transform(code, { minify: true, banner: hint })).code)

const bundle = async (input, output) => {
  const { output: made } = await (await rolldown({ input })).generate({ entryFileNames: 'x-[hash].js', ...output })
  return made[0]
}
for (const small of [false, true]) {
  say(`rolldown source minify=${small}`, (await bundle('hinted.js', { minify: small })).code)
  for (const place of ['intro', 'banner', 'postBanner'])
    say(`rolldown ${place} minify=${small}`, (await bundle('plain.js', { minify: small, [place]: hint })).code)
}
const isSame = async (place) => {
  const names = await Promise.all([hint, '//# another'].map((text) => bundle('plain.js', { minify: true, [place]: text })))
  return names[0].fileName === names[1].fileName
}
for (const place of ['banner', 'postBanner']) console.log(`rolldown ${place}, same name with another text: ${await isSame(place)}`)

for (const [how, format] of [['some', { comments: 'some' }], ['/^#/', { comments: /^#/ }]])
  say(`terser comments=${how}`, (await minify(withHint, { module: true, format })).code)
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = 'esbuild source minify=false legalComments=none: gone
esbuild source minify=true legalComments=none: gone
esbuild source minify=false legalComments=inline: gone
esbuild source minify=true legalComments=inline: gone
esbuild banner minify=true: first line
rolldown source minify=false: gone
rolldown intro minify=false: first line
rolldown banner minify=false: first line
rolldown postBanner minify=false: first line
rolldown source minify=true: gone
rolldown intro minify=true: gone
rolldown banner minify=true: gone
rolldown postBanner minify=true: first line
rolldown banner, same name with another text: true
rolldown postBanner, same name with another text: false
terser comments=some: gone
terser comments=/^#/: first line' ]
