-- +goose NO TRANSACTION
-- +goose Up
SET lock_timeout = '3s';
CREATE INDEX CONCURRENTLY stock_bin_idx ON stock (bin);
