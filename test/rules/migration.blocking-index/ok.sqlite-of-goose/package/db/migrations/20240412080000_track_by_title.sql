-- +goose Up
CREATE INDEX IF NOT EXISTS track_title ON track (coalesce(nullif(sort_title, ''), title));

-- +goose Down
DROP INDEX IF EXISTS track_title;
