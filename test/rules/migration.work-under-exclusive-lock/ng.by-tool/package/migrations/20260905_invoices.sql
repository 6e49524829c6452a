-- +goose Up
SET LOCAL lock_timeout = '5s';
ALTER TABLE invoices DROP COLUMN legacy_no;
CREATE INDEX customers_region_idx ON customers (region);
