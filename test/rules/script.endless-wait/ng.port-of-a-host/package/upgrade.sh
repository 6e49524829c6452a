#!/bin/bash
set -euo pipefail
wait_for() {
  local host=$1 port=$2
  until (echo > "/dev/tcp/$host/$port") 2>/dev/null; do sleep 1; done
}
wait_for db01 5432
