SELECT pg_advisory_lock_shared(4711);
SET lock_timeout = '5s';
ALTER TABLE channels ADD COLUMN quota integer;
SELECT pg_advisory_unlock_shared(4711);
