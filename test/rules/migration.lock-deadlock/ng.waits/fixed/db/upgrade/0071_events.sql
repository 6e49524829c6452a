DO $$ BEGIN IF NOT pg_try_advisory_lock(4711) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;

CREATE INDEX CONCURRENTLY events_device_idx ON events (device_id);
REINDEX INDEX CONCURRENTLY events_pkey;

SELECT pg_advisory_unlock(4711);
