-- migrate:up transaction:false
SELECT pg_advisory_lock(90210);
SET lock_timeout = '5s';
ALTER TABLE shipments ADD COLUMN carrier_ref text;
SELECT pg_advisory_unlock(90210);
