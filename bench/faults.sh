#!/bin/sh
# Kills -9 the runner or a worker at 50 random moments during a study of 800 trials, once in worker
# processes over files and once on the workers of a PostgreSQL database, and checks that no finished
# trial is lost or run again, that none is counted twice, and that the record, with its verdict, is
# that of an undisturbed run. Takes some minutes.
#
#   bench/faults.sh [KILLS [SEED]]
#
# The checks are those of KillsTest, whose short form runs with all the tests.
set -eu
cd "$(dirname "$0")/.."
kills=${1:-50}
seed=${2:-1}
exec ./assay test -pl lab -am -Dtest=KillsTest -Dsurefire.failIfNoSpecifiedTests=false \
  "-Dassay.kills=$kills" "-Dassay.kills.seed=$seed"
