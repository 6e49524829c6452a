SET lock_timeout = '3s';
CREATE TABLE regions (id bigint PRIMARY KEY, name text NOT NULL);
ALTER TABLE regions ADD COLUMN code text;
CREATE TYPE region_kind AS ENUM ('country', 'city');
ALTER TABLE orders ADD COLUMN region_id bigint;
CREATE INDEX orders_region_idx ON regions (name);
ALTER TABLE orders RENAME COLUMN mail TO email;
CREATE OR REPLACE VIEW open_orders AS SELECT id FROM orders;
-- Rebuilt under its old name.
DROP TRIGGER IF EXISTS orders_touch ON orders;
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
