#!/bin/sh
psql -v ON_ERROR_STOP=1 <<'SQL'
SELECT pg_try_advisory_lock(7) AS got \gset
\connect reports
ALTER TABLE totals ADD COLUMN tax numeric;
SQL
