SET lock_timeout = '3s';
DROP TRIGGER orders_touch ON orders;
ALTER TABLE orders RENAME COLUMN email TO mail;
ALTER TABLE orders DROP COLUMN region_id;
DROP TYPE region_kind;
DROP TABLE regions;
