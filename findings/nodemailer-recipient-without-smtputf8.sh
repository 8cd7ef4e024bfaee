#!/usr/bin/env bash
# nodemailer (npm) 10.6.1, on Node 20, against a server that does not offer SMTPUTF8.
#
# Expected: an address whose local part is not ASCII is refused before anything is sent, as RFC 6531 (3.2) asks of a
# client: without SMTPUTF8 it must not be put on the wire.
# Seen: `RCPT TO` has the letters as bytes of UTF-8, with no parameter. What becomes of it is up to the server; one that
# takes it has a message of which nobody said that its envelope is not ASCII, and the sender is told that it was sent.
# The domain stays in letters with it, though the same domain is written as `xn--` behind a local part in ASCII.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund nodemailer@10.6.1
cat >try.mjs <<'JS'
import { createServer } from 'node:net'
import nodemailer from 'nodemailer'

const heard = []
const server = createServer((socket) => {
  let inData = false
  socket.write('220 desk.example ESMTP\r\n')
  let rest = ''
  socket.on('data', (chunk) => {
    rest += chunk.toString('utf8')
    for (let end = rest.indexOf('\r\n'); end !== -1; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end)
      rest = rest.slice(end + 2)
      if (inData) {
        if (line !== '.') continue
        inData = false
        socket.write('250 2.0.0 taken\r\n')
        continue
      }
      heard.push(line)
      if (/^EHLO/.test(line)) socket.write('250-desk.example\r\n250 8BITMIME\r\n')
      else if (line === 'DATA') {
        inData = true
        socket.write('354 go on\r\n')
      } else socket.write(line === 'QUIT' ? '221 2.0.0 bye\r\n' : '250 2.1.0 fine\r\n')
    }
  })
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const mailer = nodemailer.createTransport({ host: '127.0.0.1', port: server.address().port, ignoreTLS: true })
const sent = await mailer.sendMail({ from: 'shop@example.com', to: ['jörg@bücher.example', 'ada@bücher.example'], text: 'Hello' })
console.log(heard.find((line) => line.startsWith('MAIL')))
for (const line of heard.filter((one) => one.startsWith('RCPT'))) console.log(line)
console.log(sent.response)
mailer.close()
server.close()
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = 'MAIL FROM:<shop@example.com>
RCPT TO:<jörg@bücher.example>
RCPT TO:<ada@xn--bcher-kva.example>
250 2.0.0 taken' ]
