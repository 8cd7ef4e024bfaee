#!/usr/bin/env bash
# prom-client (npm) 15.1.3, on Node 20.
#
# Expected: two metrics with different names are two in either format, or the second is refused as one with the same name is.
# Seen: as OpenMetrics, where a counter's samples end in `_total` and its family does not, a counter `sent` and a counter
# `sent_total` are written under one name, with two heads and two values for the same series: a scrape by a strict reader fails
# as a whole. As plain Prometheus text they are two.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund prom-client@15.1.3
cat >try.mjs <<'JS'
import client from 'prom-client'
for (const type of ['PROMETHEUS_CONTENT_TYPE', 'OPENMETRICS_CONTENT_TYPE']) {
  const register = new client.Registry()
  register.setContentType(client.Registry[type])
  for (const name of ['sent', 'sent_total'])
    new client.Counter({ name, help: 'Sent', registers: [register] }).inc(name.length)
  const lines = (await register.metrics()).split('\n').filter((line) => line && !line.startsWith('# HELP'))
  console.log(`${type}: ${lines.join(' | ')}`)
}
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = 'PROMETHEUS_CONTENT_TYPE: # TYPE sent counter | sent 4 | # TYPE sent_total counter | sent_total 10
OPENMETRICS_CONTENT_TYPE: # TYPE sent counter | sent_total 4 | # TYPE sent counter | sent_total 10 | # EOF' ]
