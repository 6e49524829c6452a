#!/bin/bash
set -euo pipefail
exec 9>/run/lock/rooms.lock
flock -n 9 || echo 'another upgrade seems to run'
psql -v ON_ERROR_STOP=1 -d rooms -c 'ALTER TABLE doors ADD COLUMN host text'
