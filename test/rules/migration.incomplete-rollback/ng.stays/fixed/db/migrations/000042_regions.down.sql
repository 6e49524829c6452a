BEGIN;
SET LOCAL lock_timeout = '3s';
DROP VIEW shop.open_orders;
ALTER TABLE shop.orders DROP CONSTRAINT orders_positive;
ALTER TABLE shop.orders DROP COLUMN region_id;
DROP TABLE shop.regions;
DROP TYPE shop.region_kind;
COMMIT;
