-- only one node may migrate
SELECT pg_try_advisory_lock(4711);

SET lock_timeout = '5s';
ALTER TABLE channels ADD COLUMN firmware_track text;
SELECT pg_advisory_unlock(4711);
