#!/usr/bin/env bash
# What docs/container.md promises, done with a Docker that is here: the image is built, run, stopped and killed, then
# both ways of compose.yaml. `bash test/deploy/containers.sh`; without a Docker, machine.sh brings one. Ends with 0 when
# all of it held. Messages go to a sandbox in a container of its own.
set -euo pipefail
cd "$(dirname "$0")/../.."

export COMPOSE_PROJECT_NAME=support-proxy-tried
POSTGRES_PASSWORD=$(head -c 12 /dev/urandom | od -An -tx1 | tr -d ' \n')
export POSTGRES_PASSWORD
# A public name would make Caddy ask for a certificate; for this one it makes its own.
export SUPPORT_NAME=localhost
ORIGIN=https://www.example.com
# All messages come from one address, and none with a solved challenge.
MANY=(LIMIT_ADDRESS=1000 LIMIT_UNPROVEN=1000 LIMIT_EMAIL=1000)
ALONE=support-proxy-alone
DESK=support-proxy-desk
VOLUME=support-proxy-alone
ANSWER=$(mktemp)

say() { printf '%s\n' "- $*"; }
fail() {
  printf 'FAILED: %s\n' "$*" >&2
  docker ps --all >&2
  docker logs "$ALONE" >&2 2>/dev/null || true
  compose --profile several logs --tail 30 >&2 || true
  exit 1
}
# Until a command succeeds; the machine may be an emulated one.
until_it_can() {
  local what=$1 left=300
  shift
  until "$@" >/dev/null 2>&1; do
    ((left-- > 0)) || fail "$what"
    sleep 1
  done
}
if docker compose version >/dev/null 2>&1; then compose() { docker compose "$@"; }; else compose() { docker-compose "$@"; }; fi

made_env=
clean() {
  compose --profile several down --volumes >/dev/null 2>&1 || true
  docker rm --force --volumes "$ALONE" "$DESK" >/dev/null 2>&1 || true
  docker volume rm "$VOLUME" >/dev/null 2>&1 || true
  [ -z "$made_env" ] || rm -f support-proxy.env
  rm -f "$ANSWER"
}
[ ! -e support-proxy.env ] || { echo "support-proxy.env is yours: move it away first." >&2; exit 1; }
trap clean EXIT
clean

# Sends a message to an address; prints the status.
send() { # base words [curl options]
  local base=$1 words=$2
  shift 2
  curl --silent --max-time 60 --output "$ANSWER" --write-out '%{http_code}' "$@" "$base/api/tickets" \
    --header "Origin: $ORIGIN" --header 'Content-Type: application/json' \
    --data "{\"id\":\"$(cat /proc/sys/kernel/random/uuid)\",\"site\":\"default\",\"email\":\"ada@example.com\",\"message\":\"$words\"}"
}
accepted() {
  local status
  status=$(send "$@") || true
  [ "$status" = 202 ] || fail "$status, not 202, for: $2: $(cat "$ANSWER")"
}
# How many tickets have these words, by the helpdesk's own API.
tickets() {
  curl --silent --fail --header 'Authorization: Bearer sandbox' "$DESK_URL/tickets?per_page=100" |
    { grep -o "\"subject\":\"$1\"" || true; } | wc -l
}
is_one() { [ "$(tickets "$1")" = 1 ]; }
one_ticket() { until_it_can "no ticket: $1" is_one "$1" && say "one ticket: $1"; }
health() { docker inspect --format '{{.State.Health.Status}}' "$1"; }
is_healthy() { [ "$(health "$1")" = healthy ]; }
memory() { awk '/^VmRSS/ { printf "%.0f MB", $2 / 1024 }' "/proc/$(docker inspect --format '{{.State.Pid}}' "$1")/status"; }

# --- The image ---
docker build --tag support-proxy .
say "image: $(docker inspect --format '{{.Size}}' support-proxy) bytes, of which ours: $(docker history --format '{{.Size}} {{.CreatedBy}}' --no-trunc support-proxy | awk '/COPY/ { print $1 }' | paste -sd' ')"
for unwanted in /app/widget /app/test /app/node_modules/typescript /app/node_modules/vite /usr/bin/gcc; do
  docker run --rm support-proxy test ! -e "$unwanted" || fail "$unwanted is in the image"
done

gateway=$(docker network inspect bridge --format '{{(index .IPAM.Config 0).Gateway}}')
DESK_URL=http://$gateway:8788/sandbox/api
docker run --detach --name "$DESK" --network host --env HOST="$gateway" --env PORT=8788 --env PUBLIC_URL="http://$gateway:8788" \
  --env DATA_DIR=/tmp/desk --env SANDBOX_RATE=600 support-proxy node dist/proxy/sandbox/main.js >/dev/null
until_it_can 'the sandbox does not start' curl --fail --header 'Authorization: Bearer sandbox' "$DESK_URL/tickets"

CHANNEL=$(docker logs "$DESK" 2>&1 | awk '$1 == "channel" { print $2 }')

# --- One container, as docs/container.md has it ---
docker run --detach --name "$ALONE" --read-only --tmpfs /tmp --volume "$VOLUME:/data" --publish 127.0.0.1:8787:8787 \
  --env THERE_THERE_TOKEN=sandbox --env THERE_THERE_CHANNEL=$CHANNEL --env ALLOWED_ORIGINS=$ORIGIN \
  --env THERE_THERE_URL="$DESK_URL" "${MANY[@]/#/--env=}" support-proxy >/dev/null
until_it_can 'it never turns healthy' is_healthy "$ALONE"
say "healthy, $(memory "$ALONE") resident"
# From the process to the line that it serves, and what Node alone takes, since an emulated machine is slow.
begun_at() { date --date "$(docker inspect --format '{{.State.StartedAt}}' "$ALONE")" +%s%3N; }
served_at() { date --date "$(docker logs --timestamps "$ALONE" 2>&1 | awk '/Support proxy on/ { at = $1 } END { print at }')" +%s%3N; }
bare_ms() {
  docker exec "$ALONE" node -e 'const { spawnSync } = require("node:child_process"), begun = performance.now()
    spawnSync(process.execPath, ["-e", "0"]); console.log(Math.round(performance.now() - begun))'
}
say "serves $(($(served_at) - $(begun_at))) ms after its start; Node alone takes $(bare_ms)"
[ "$(docker exec "$ALONE" id -u)" = 1000 ] || fail 'it does not run as user 1000'
! docker exec --user 0 "$ALONE" touch /app/written 2>/dev/null || fail 'its root can be written'
docker exec "$ALONE" node dist/proxy/cli/main.js doctor || fail 'the doctor finds fault'
accepted http://127.0.0.1:8787 'Alone'
one_ticket Alone

begun=$SECONDS
docker stop --time 60 "$ALONE" >/dev/null
[ "$(docker inspect --format '{{.State.ExitCode}}' "$ALONE")" = 0 ] || fail 'stop does not end with 0'
say "stopped with 0 after $((SECONDS - begun)) s"
docker start "$ALONE" >/dev/null
until_it_can 'it does not start again' curl --fail http://127.0.0.1:8787/health

# The helpdesk is away, so all of these are only in the volume when the process dies.
docker stop "$DESK" >/dev/null
for i in 1 2 3 4 5; do accepted http://127.0.0.1:8787 "Killed $i"; done
docker kill --signal KILL "$ALONE" >/dev/null
docker start "$DESK" "$ALONE" >/dev/null
for i in 1 2 3 4 5; do one_ticket "Killed $i"; done
docker rm --force "$ALONE" >/dev/null

# --- Compose: one proxy with a volume ---
made_env=yes
cat > support-proxy.env <<END
THERE_THERE_TOKEN=sandbox
THERE_THERE_CHANNEL=$CHANNEL
ALLOWED_ORIGINS=$ORIGIN
PUBLIC_URL=https://$SUPPORT_NAME
THERE_THERE_URL=$DESK_URL
$(printf '%s\n' "${MANY[@]}")
END
(unset POSTGRES_PASSWORD SUPPORT_NAME && compose up --detach)
until_it_can 'compose up: no proxy' curl --fail http://127.0.0.1:8787/ready
accepted http://127.0.0.1:8787 'Composed'
one_ticket Composed
compose down >/dev/null

# --- Compose: two proxies, PostgreSQL and Caddy ---
compose --profile several up --scale proxy=0 --detach
through=(--insecure)
until_it_can 'nothing through Caddy' curl --fail "${through[@]}" https://localhost/ready
several() { compose --profile several ps --quiet several; }
[ "$(several | wc -l)" = 2 ] || fail 'there are not two proxies'
for one in $(several); do
  until_it_can 'a proxy never turns healthy' is_healthy "$one"
  say "one of two: $(memory "$one") resident"
done
accepted https://localhost 'Through Caddy' "${through[@]}"
one_ticket 'Through Caddy'
for one in $(several); do
  docker kill --signal KILL "$one" >/dev/null
  for i in 1 2 3; do accepted https://localhost "Without ${one:0:6} $i" "${through[@]}"; done
  for i in 1 2 3; do one_ticket "Without ${one:0:6} $i"; done
  docker start "$one" >/dev/null
  until_it_can 'a killed proxy does not come back' is_healthy "$one"
done
compose --profile several logs several | grep -E 'untrusted_proxy|unreadable_hop' && fail 'it does not trust Caddy'
for words in Alone 'Killed 1' Composed 'Through Caddy'; do is_one "$words" || fail "not one ticket any more: $words"; done
say 'All of it held.'
