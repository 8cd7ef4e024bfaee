#!/bin/sh
# Sends one message with curl: send.sh PROXY ORIGIN SITE EMAIL MESSAGE
# The id is made once, so that curl's own retries make no second ticket.
set -eu
[ $# -eq 5 ] || { echo "send.sh PROXY ORIGIN SITE EMAIL MESSAGE" >&2; exit 2; }
id=$(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen)
# A file, which curl empties before each try: the output would have the answer of every one.
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
status=0
curl --fail-with-body --silent --show-error --retry 5 --retry-connrefused --output "$answer" \
  "$1/api/tickets" -H "Origin: $2" \
  --data-urlencode "id=$id" --data-urlencode "site=$3" --data-urlencode "email=$4" --data-urlencode "message=$5" ||
  status=$?
cat "$answer"
exit "$status"
