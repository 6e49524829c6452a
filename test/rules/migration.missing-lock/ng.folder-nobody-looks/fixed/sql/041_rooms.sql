SET lock_timeout = '5s';
DO $$ BEGIN IF NOT pg_try_advisory_lock(1585367471) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;

ALTER TABLE rooms ADD COLUMN floor integer;
SELECT pg_advisory_unlock(1585367471);
