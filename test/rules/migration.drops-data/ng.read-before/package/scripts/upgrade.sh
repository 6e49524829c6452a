#!/bin/sh
set -e
psql -v ON_ERROR_STOP=1 -1 dten <<SQL
SET lock_timeout = '5s';
SELECT pg_advisory_xact_lock(4711);
INSERT INTO meter_pins (meter, pinned) SELECT id, pinned_version FROM meters WHERE pinned_version IS NOT NULL;
ALTER TABLE meters DROP COLUMN pinned_version;
UPDATE readings SET volts = CAST(reading AS numeric) WHERE volts IS NULL;
ALTER TABLE readings DROP COLUMN reading;
ALTER TABLE tariffs DROP COLUMN note;
SQL
if [ "$DELETE_DATA" = yes ]; then
  sudo -u postgres psql -c 'DROP TABLE archive'
fi
