SELECT pg_advisory_lock(4711);
SET lock_timeout = '5s';
ALTER TABLE events ADD COLUMN zone text;
RESET lock_timeout;
SELECT pg_advisory_unlock(4711);
DROP INDEX CONCURRENTLY IF EXISTS events_zone_old;
CREATE INDEX CONCURRENTLY events_zone_idx ON events (zone);
