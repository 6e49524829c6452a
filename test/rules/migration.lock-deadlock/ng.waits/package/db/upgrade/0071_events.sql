SELECT pg_advisory_lock(4711);

CREATE INDEX CONCURRENTLY events_device_idx ON events (device_id);
REINDEX INDEX CONCURRENTLY events_pkey;

SELECT pg_advisory_unlock(4711);
