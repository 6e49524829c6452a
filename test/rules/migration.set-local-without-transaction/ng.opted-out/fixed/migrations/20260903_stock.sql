-- +goose NO TRANSACTION
-- +goose Up
SET lock_timeout = '3s';
CREATE INDEX CONCURRENTLY stock_shelf_idx ON stock (shelf);
