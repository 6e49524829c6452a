-- Not inside a transaction.
\set ON_ERROR_STOP on

CREATE INDEX CONCURRENTLY IF NOT EXISTS events_room_idx ON events (room_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_kind_idx ON events (kind)
