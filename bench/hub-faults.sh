#!/bin/sh
# Kills -9 the hub at 30 random moments while people vote, comment and run claims, every third time
# together with its database's server, and checks that nothing that was acknowledged is lost or there
# twice, and that every run ends with its verdict. Takes some minutes.
#
#   bench/hub-faults.sh [KILLS [SEED]]
#
# The checks are those of KilledHubTest, whose short form runs with all the tests.
set -eu
cd "$(dirname "$0")/.."
kills=${1:-30}
seed=${2:-1}
exec ./assay test -pl app -am -Dtest=KilledHubTest -Dsurefire.failIfNoSpecifiedTests=false \
  "-Dassay.kills=$kills" "-Dassay.kills.seed=$seed"
