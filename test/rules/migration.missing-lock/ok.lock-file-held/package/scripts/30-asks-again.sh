#!/bin/bash
set -euo pipefail
exec 9>/run/lock/rooms.lock
while ! flock -n 9; do
  echo 'another upgrade runs, waiting'
  sleep 1
done
psql -v ON_ERROR_STOP=1 -d rooms -c "SET lock_timeout = '5s'" -c 'ALTER TABLE doors ADD COLUMN IF NOT EXISTS lobby text'
