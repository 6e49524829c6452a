#!/bin/bash
set -euo pipefail
sql() { psql -v ON_ERROR_STOP=1 -d rooms -c "SET lock_timeout = '5s'" -c "$1"; }
unlock() { flock -u 9; }
exec 9>/run/lock/rooms.lock
if ! flock -n 9; then
  echo 'another upgrade runs' >&2
  exit 75
fi
sql 'ALTER TABLE doors ADD COLUMN room text' || { flock -u 9; exit 1; }
unlock
