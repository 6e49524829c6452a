SELECT pg_advisory_lock(90210);
SET lock_timeout = '5s';
ALTER TABLE shipments ADD COLUMN carrier_ref text;
