#!/bin/bash
set -euo pipefail
wait_for() {
  local host=$1 port=$2
  waited=0
  until (echo > "/dev/tcp/$host/$port") 2>/dev/null; do waited=$((waited + 1)); [ "$waited" -le 150 ] || { echo "gave up waiting" >&2; exit 1; }; sleep 1; done
}
wait_for db01 5432
