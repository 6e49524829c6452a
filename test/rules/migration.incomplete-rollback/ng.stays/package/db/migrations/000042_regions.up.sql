BEGIN;
SET LOCAL lock_timeout = '3s';
CREATE TYPE shop.region_kind AS ENUM ('country', 'city');
CREATE TABLE shop.regions (id bigint PRIMARY KEY, kind shop.region_kind NOT NULL);
ALTER TABLE shop.orders ADD COLUMN region_id bigint;
ALTER TABLE shop.orders ADD CONSTRAINT orders_positive CHECK (amount > 0) NOT VALID;
CREATE VIEW shop.open_orders AS SELECT id, region_id FROM shop.orders WHERE state = 'open';
COMMIT;
