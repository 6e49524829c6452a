BEGIN;
SET LOCAL lock_timeout = '3s';
ALTER TABLE shop.orders DROP COLUMN region_id;
DROP TABLE shop.regions;
COMMIT;
