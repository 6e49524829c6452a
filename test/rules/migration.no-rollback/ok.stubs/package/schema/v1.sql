-- +goose Up
CREATE TABLE t1 (id bigint PRIMARY KEY);
-- +goose Down
DROP TABLE t1;
