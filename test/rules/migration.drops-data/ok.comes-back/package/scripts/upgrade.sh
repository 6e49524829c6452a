#!/bin/sh
set -e
# How often two tags stand together is counted anew.
psql -v ON_ERROR_STOP=1 -1 dten <<SQL
SET lock_timeout = '5s';
SELECT pg_advisory_xact_lock(4711);
TRUNCATE tag_relation;
INSERT INTO tag_relation SELECT a.tag, b.tag, count(*) FROM meter_tag a JOIN meter_tag b USING (meter) GROUP BY 1, 2;
SQL
