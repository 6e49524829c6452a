SELECT pg_advisory_lock(4711);
ALTER TABLE orders DROP COLUMN IF EXISTS regions;
