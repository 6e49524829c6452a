SET lock_timeout = '3s';
ALTER TABLE orders ADD COLUMN region_id bigint;
