#!/bin/bash
set -e
psql -d hub -f sql/5.2.0.sql >> /var/log/hub/upgrade.log 2>&1
psql -d hub <<'SQL'
SELECT pg_advisory_lock(771);
UPDATE settings SET value = '5.2.0' WHERE name = 'version';
SQL
ssh db01 "psql hub -f /opt/hub/sql/5.2.0.sql"
