#!/bin/bash
set -e
SQL=$(cat <<'END'
ALTER TABLE meetings ADD COLUMN region text;
END
)
psql -v ON_ERROR_STOP=1 -d dten -c "$SQL"
PSQL=(psql -X -v ON_ERROR_STOP=1 -d dten)
"${PSQL[@]}" -c "ALTER TABLE rooms ADD COLUMN region text"
