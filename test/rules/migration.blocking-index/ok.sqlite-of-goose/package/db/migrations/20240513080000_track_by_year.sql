-- +goose Up
CREATE INDEX IF NOT EXISTS track_year ON track (year);

-- +goose Down
DROP INDEX IF EXISTS track_year;
