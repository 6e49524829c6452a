SET lock_timeout = '3s';
SELECT pg_advisory_lock(4711);
ALTER TABLE orders ADD COLUMN region text;
ALTER TABLE orders ALTER COLUMN region TYPE varchar(20);
