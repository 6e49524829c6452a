-- +goose Up
DROP INDEX IF EXISTS album_created_at;
CREATE INDEX album_created_at ON album (datetime(created_at));

-- +goose Down
DROP INDEX IF EXISTS album_created_at;
