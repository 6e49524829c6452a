-- Ids outgrow int.
SET lock_timeout = '3s';
SELECT pg_advisory_lock(4711);
ALTER TABLE orders ALTER COLUMN id TYPE bigint;
