#!/bin/bash
[ "${LOCKED:-}" != "$0" ] && exec env LOCKED="$0" flock -en "$0" "$0" "$@" || :
set -euo pipefail
psql -v ON_ERROR_STOP=1 -d rooms -c "SET lock_timeout = '5s'" -c 'ALTER TABLE doors ADD COLUMN note text'
