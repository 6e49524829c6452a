\set ON_ERROR_STOP on
SELECT pg_try_advisory_lock(4711) AS got_lock \gset
\if :got_lock
CREATE INDEX CONCURRENTLY events_device_idx ON events (device_id);
SELECT pg_advisory_unlock(4711);
\endif
