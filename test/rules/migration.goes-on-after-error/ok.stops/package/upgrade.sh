#!/bin/bash
set -e
psql -X -v ON_ERROR_STOP=1 -d hub -f sql/5.2.0.sql
psql -d hub --set=ON_ERROR_STOP=on < sql/5.2.0.sql
psql -d hub -f sql/guarded.sql
psql -d hub -c "UPDATE settings SET value = '5.2.0' WHERE name = 'version'"
psql -d hub -f sql/report.sql
psql -d hub <<'SQL'
SELECT count(*) FROM meetings;
SQL
rows=$(cat sql/5.2.0.sql)
psql -d hub -c "$rows"
