-- +goose Up
CREATE INDEX IF NOT EXISTS artist_sort_name ON artist (sort_name);

-- +goose Down
DROP INDEX IF EXISTS artist_sort_name;
