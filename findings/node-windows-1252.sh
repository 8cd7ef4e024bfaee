#!/usr/bin/env bash
# Node.js 20.20: TextDecoder and windows-1252.
#
# Expected: the byte 0x80 is the sign of the euro, as in browsers and by the Encoding Standard, whose name for
# ISO-8859-1 is windows-1252 too.
# Seen: the bytes from 0x80 to 0x9F become controls (U+0080 to U+009F), as ISO-8859-1 has them. Quotation marks, dashes
# and the euro of most pages that are not UTF-8 are lost without an error, with `fatal` as well. windows-1254 is right.
set -euo pipefail
output=$(node -p "
  const codeOf = (label) => new TextDecoder(label, { fatal: true }).decode(Buffer.from([0x80])).codePointAt(0).toString(16)
  codeOf('windows-1252') + ' ' + codeOf('windows-1254')")
printf '%s\n' "$output"
[ "$output" = '80 20ac' ]
