#!/bin/bash
set -e
ssh db01 'sudo -u postgres bash -s' <<'END'
psql -v ON_ERROR_STOP=1 dten <<'SQL'
ALTER TABLE meetings ADD COLUMN region text;
SQL
END
oc rsh db-0 psql -U dten -c "ALTER TABLE rooms ADD COLUMN region text"
