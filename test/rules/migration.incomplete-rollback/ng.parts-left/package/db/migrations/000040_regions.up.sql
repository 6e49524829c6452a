SET lock_timeout = '3s';
CREATE TABLE regions (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TYPE region_kind AS ENUM ('country', 'city');
ALTER TABLE orders ADD COLUMN region_id bigint;
ALTER TABLE orders RENAME COLUMN mail TO email;
ALTER TABLE orders DROP COLUMN fax;
