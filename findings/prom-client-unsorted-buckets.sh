#!/usr/bin/env bash
# prom-client (npm) 15.1.3, on Node 20.
#
# Expected: `buckets` of a histogram are sorted, or refused, in whatever order they are given: they are upper bounds, and the
# exposition is cumulative by definition.
# Seen: they are taken as they stand. A value is put into the first bound of the list that is not below it, and the sums go along
# the list, so that 2 counts as at most 1, and bounds stand in an order in which no quantile can be told.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund prom-client@15.1.3
cat >try.mjs <<'JS'
import client from 'prom-client'
for (const buckets of [[1, 3, 5], [5, 1, 3]]) {
  const histogram = new client.Histogram({ name: 'waited_seconds', help: 'Waited', buckets, registers: [] })
  histogram.observe(2)
  const { values } = await histogram.get()
  const told = values.filter(({ labels }) => labels.le !== undefined)
  console.log(told.map(({ labels, value }) => `le=${labels.le}: ${value}`).join(', '))
}
JS
output=$(node try.mjs)
printf '%s\n' "$output"
[ "$output" = 'le=1: 0, le=3: 1, le=5: 1, le=+Inf: 1
le=5: 1, le=1: 1, le=3: 1, le=+Inf: 1' ]
