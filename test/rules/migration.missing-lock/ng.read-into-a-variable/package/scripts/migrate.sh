#!/bin/bash
set -e
read -r -d '' SQL <<'END' || true
ALTER TABLE meetings ADD COLUMN region text;
END
echo "$SQL" | psql -v ON_ERROR_STOP=1 -d dten
