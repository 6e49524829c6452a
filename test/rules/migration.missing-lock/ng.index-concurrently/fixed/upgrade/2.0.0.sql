-- Not inside a transaction.
\set ON_ERROR_STOP on

DO $$ BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;

CREATE INDEX CONCURRENTLY IF NOT EXISTS events_room_idx ON events (room_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_kind_idx ON events (kind);
SELECT pg_advisory_unlock(1083068130);
