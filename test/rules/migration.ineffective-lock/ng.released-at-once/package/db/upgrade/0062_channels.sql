SET lock_timeout = '5s';
-- held until we are done
SELECT pg_advisory_xact_lock(4711);

ALTER TABLE channels ADD COLUMN owner_id bigint;
ALTER TABLE channels DROP COLUMN IF EXISTS owner_name;
