#!/usr/bin/env bash
# How long an import takes without embeddings: bench/import.sh FILE [COMMAND]
#
# FILE is any that ./assay import reads, such as 14,000 papers as JSON lines. COMMAND starts Assay
# (default: ./assay). It imports into a new home twice, so that the second finds all papers there,
# and prints wall and processor seconds of Assay (those of PostgreSQL are its own process's and not
# counted) and the machine's load.
set -euo pipefail
file=$1
command=${2:-$(dirname "$0")/../assay}
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
$command papers --home "$home" >/dev/null # makes the database
for round in new known; do
  uptime | sed 's/.*load/load/'
  TIMEFORMAT="$round: %R s wall, %U s user, %S s system"
  time $command import "$file" --home "$home"
done
