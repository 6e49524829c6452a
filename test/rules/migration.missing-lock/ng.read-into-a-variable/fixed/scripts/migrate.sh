#!/bin/bash
set -e
read -r -d '' SQL <<'END' || true
SET lock_timeout = '5s';
DO $$ BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;

ALTER TABLE meetings ADD COLUMN region text;
SELECT pg_advisory_unlock(1083068130);
END
echo "$SQL" | psql -v ON_ERROR_STOP=1 -d dten
