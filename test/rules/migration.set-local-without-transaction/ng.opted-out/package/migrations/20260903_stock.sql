-- +goose NO TRANSACTION
-- +goose Up
SET LOCAL lock_timeout = '3s';
CREATE INDEX CONCURRENTLY stock_shelf_idx ON stock (shelf);
