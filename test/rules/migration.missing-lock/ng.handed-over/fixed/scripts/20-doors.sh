#!/bin/bash
set -euo pipefail

work=$(mktemp)
cat > "$work" <<SQL
SET lock_timeout = '5s';
DO 'BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION ''another migration is running''; END IF; END';

ALTER TABLE doors ADD COLUMN kind bigint;
SELECT pg_advisory_unlock(1083068130);
SQL
psql -v ON_ERROR_STOP=1 -d dten -f "$work"
rm -f "$work"
