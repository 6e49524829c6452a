SELECT 1 / pg_try_advisory_lock(4711)::int;
SET lock_timeout = '5s';
ALTER TABLE channels ADD COLUMN quota integer;
SELECT pg_advisory_unlock(4711);
