-- +goose Up
BEGIN;
SET LOCAL lock_timeout = '5s';
ALTER TABLE carts ADD COLUMN coupon text;
COMMIT;
