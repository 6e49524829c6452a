--liquibase formatted sql

--changeset shop:42
SET lock_timeout = '3s';
CREATE TABLE regions (id bigint PRIMARY KEY, name text NOT NULL);
ALTER TABLE orders ADD COLUMN region_id bigint;
--rollback DROP TABLE regions;

--changeset shop:43
ALTER TABLE orders ADD COLUMN note text;
--rollback ALTER TABLE orders
--rollback   DROP COLUMN note;
