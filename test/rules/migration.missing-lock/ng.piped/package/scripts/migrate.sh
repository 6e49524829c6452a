#!/bin/bash
echo "ALTER TABLE events ADD COLUMN source text DEFAULT '';" | psql -1 app
echo 'ALTER TABLE rooms ALTER COLUMN name TYPE text; ANALYZE rooms' | psql -v ON_ERROR_STOP=on app
psql app <<< "DROP TABLE old_rooms"
STATEMENT="ALTER TABLE devices DROP COLUMN colour"
psql app -c "$STATEMENT"
