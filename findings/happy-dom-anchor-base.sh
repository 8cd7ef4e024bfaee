#!/usr/bin/env bash
# happy-dom (npm) 21.0.4, on Node 20.
#
# Expected: the addresses of links, scripts, pictures and forms follow `<base href>`, as `document.baseURI` does.
# Seen: `baseURI` follows it, and the `href` of a link, the `src` of a script and the `action` of a form do not, so that a test
# of a widget in a page with another base passes with addresses that no browser would ask for.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund happy-dom@21.0.4
cat >try.mjs <<'JS'
import { Window } from 'happy-dom'
const { document } = new Window({ url: 'https://shop.example/' })
document.head.innerHTML = '<base href="https://cdn.example/v1/">'
document.body.innerHTML = '<a href="x"></a><img src="x"><form action="x"></form>'
console.log('base:', document.baseURI)
console.log('link:', document.querySelector('a').href)
console.log('picture:', document.querySelector('img').src)
console.log('form:', document.querySelector('form').action)
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = 'base: https://cdn.example/v1/
link: https://shop.example/x
picture: https://shop.example/x
form: https://shop.example/x' ]
