#!/bin/bash
set -e
SQL=$(cat <<'END'
ALTER TABLE meetings ADD COLUMN region text;
END
)
psql -v ON_ERROR_STOP=1 -d dten -c "SET lock_timeout = '5s'" -c "DO 'BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION ''another migration is running''; END IF; END'" -c "$SQL"
PSQL=(psql -X -v ON_ERROR_STOP=1 -d dten)
"${PSQL[@]}" -c "SET lock_timeout = '5s'" -c "DO 'BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION ''another migration is running''; END IF; END'" -c "ALTER TABLE rooms ADD COLUMN region text"
