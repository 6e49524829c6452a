#!/bin/bash
set -euo pipefail
exec 9>/run/lock/rooms.lock
flock -w 30 9
tar -C /opt/rooms -xf rooms.tar
flock -u 9
psql -v ON_ERROR_STOP=1 -d rooms -c "SET lock_timeout = '5s'" -c "DO 'BEGIN IF NOT pg_try_advisory_lock(887518573) THEN RAISE EXCEPTION ''another migration is running''; END IF; END'" -c 'ALTER TABLE doors ADD COLUMN note text'
