-- +goose Up
CREATE TABLE t3 (id bigint PRIMARY KEY);
-- +goose Down
DROP TABLE t3;
