#!/usr/bin/env bash
# `npm start` as a person does it: until the page is there, Ctrl-C, and once more over the same data.
set -euo pipefail
cd "$(dirname "$0")/../.."
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

once() { # log file, the first or the second start
  local log="$1" begun=$SECONDS
  setsid npm start --silent -- --folder "$folder/demo" --port 0 --lang en >"$log" 2>&1 &
  local pid=$!
  for _ in $(seq 600); do
    grep -q '^Page: ' "$log" && break
    kill -0 "$pid" 2>/dev/null || { cat "$log"; exit 1; }
    sleep 0.1
  done
  local url
  url="$(sed -n 's/^Page: //p' "$log")"
  test "$(node -e 'fetch(process.argv[1]).then((r) => console.log(r.status))' "$url")" = 200
  test "$(node -e 'fetch(process.argv[1] + "v1/machines").then((r) => console.log(r.status))' "$url")" = 401
  kill -INT -- "-$pid" # Ctrl-C: the whole foreground group
  local code=0
  wait "$pid" || code=$?
  grep -q '^Ended\.$' "$log" || { tail -5 "$log"; echo "it did not end cleanly (exit code $code)"; exit 1; }
  echo "$2 start: $(grep -c '^\[ *[0-9]*/' "$log") machines, page answered, ended cleanly, $((SECONDS - begun)) s"
}

once "$folder/first.log" first
grep -q '^Sign in with: gw\.' "$folder/first.log"
once "$folder/second.log" second
! grep -q '^Sign in with: gw\.' "$folder/second.log"
