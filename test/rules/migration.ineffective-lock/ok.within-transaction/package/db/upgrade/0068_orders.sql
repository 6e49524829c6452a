-- +goose Up
SELECT pg_advisory_xact_lock(4711);
SET LOCAL lock_timeout = '5s';
ALTER TABLE orders ADD COLUMN quota integer;
