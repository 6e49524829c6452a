-- +goose Up
SET LOCAL lock_timeout = '3s';
ALTER TABLE stock ADD COLUMN hall text;
