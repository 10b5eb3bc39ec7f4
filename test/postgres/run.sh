#!/usr/bin/env bash
# The store's contract on a real PostgreSQL: a cluster of its own in a temporary folder, on a free port of loopback, with
# a password and a locale in which names do not sort by their bytes. Called by .ci/run. Gone afterwards.
set -euo pipefail
cd "$(dirname "$0")/../.."
PATH="$PWD/node_modules/.bin:$PATH" # Node as the package has it

# Debian keeps the server's programs out of PATH.
find_initdb() {
  command -v initdb || find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1
}

if [ -z "$(find_initdb)" ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql
fi
bin=$(dirname "$(readlink -f "$(find_initdb)")")

folder=$(mktemp -d)
run=()
# PostgreSQL refuses to run as root.
if [ "$(id -u)" -eq 0 ]; then
  chown postgres "$folder"
  run=(runuser -u postgres --)
fi

stop() {
  "${run[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT

password=$(head -c 18 /dev/urandom | base64 | tr '+/' '%@')
printf '%s' "$password" >"$folder/password"
chmod 644 "$folder/password"
port=$(node -e "const s = require('node:net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })")

cd "$folder"
"${run[@]}" "$bin/initdb" -D "$folder/data" -U gracewatch --auth=scram-sha-256 --pwfile="$folder/password" \
  --encoding=UTF8 --locale-provider=icu --icu-locale=ja --locale=C.UTF-8 >/dev/null
# Nothing here has to survive the power going off.
"${run[@]}" "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w start \
  -o "-h 127.0.0.1 -p $port -k '$folder' -c fsync=off -c max_connections=100 -c deadlock_timeout=200ms" >/dev/null
cd - >/dev/null

GRACEWATCH_TEST_POSTGRES="postgres://gracewatch@127.0.0.1:$port/postgres" GRACEWATCH_TEST_POSTGRES_PASSWORD="$password" \
  node --experimental-vm-modules --no-warnings node_modules/jest/bin/jest.js test/postgres/ ||
  { tail -n 50 "$folder/log" >&2; exit 1; }
