SET lock_timeout = '10s';
SELECT pg_advisory_lock(4711);
CREATE INDEX CONCURRENTLY IF NOT EXISTS rooms_name ON rooms (name);
SELECT pg_advisory_unlock(4711);
