#!/usr/bin/env bash
# Measures a running hub: bench/hub.sh HOME PROGRAM [arguments]
#
#   bench/hub.sh HOME HubLoad 200 60                     200 readers for 60 seconds
#   bench/hub.sh HOME HubLatency papers.jsonl.gz 1000    one reader, 1,000 searches and other pages
#
# Starts the hub of HOME, which holds the papers already (./assay import, ./assay index), on a free
# port of this machine, runs the program of this folder against it, and stops it. COMMAND starts
# Assay (default: ./assay).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
home=$1
program=$2
shift 2
log=$(mktemp)
uptime | sed 's/.*load/load/'
${COMMAND:-"$root/assay"} --home "$home" --port 0 --no-sync >"$log" 2>&1 &
hub=$!
trap 'kill $hub 2>/dev/null; wait $hub 2>/dev/null || :; rm -f "$log"' EXIT
address=
for _ in $(seq 600); do
  address=$(sed -n 's/.*open at \(http:\/\/[^ ]*\).*/\1/p' "$log")
  [ -n "$address" ] && break
  kill -0 $hub 2>/dev/null || { cat "$log"; exit 1; }
  sleep 0.2
done
"$root/assay" java "$root/bench/$program.java" "$address" "$hub" "$@"
awk '{printf "the hub used %.1f s of processor time\n", ($14 + $15) / 100}' "/proc/$hub/stat"
uptime | sed 's/.*load/load/'
