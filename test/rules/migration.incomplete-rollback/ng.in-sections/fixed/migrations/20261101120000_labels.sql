-- +goose Up
SET lock_timeout = '3s';
CREATE TABLE labels (id bigint PRIMARY KEY);
CREATE SEQUENCE label_numbers;
ALTER TABLE orders ADD COLUMN label_id bigint;
-- +goose Down
SET lock_timeout = '3s';
-- +goose StatementBegin
ALTER TABLE orders DROP COLUMN label_id;
DROP TABLE labels;
-- +goose StatementEnd
