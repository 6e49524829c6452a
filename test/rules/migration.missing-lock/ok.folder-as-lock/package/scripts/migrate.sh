#!/bin/bash
set -euo pipefail
LOCK=/run/dten-migrate.lock
if ! mkdir "$LOCK" 2>/dev/null; then
  echo "another migration runs" >&2
  exit 1
fi
trap 'rmdir "$LOCK"' EXIT
psql -v ON_ERROR_STOP=1 -d dten -f sql/041_rooms.sql
