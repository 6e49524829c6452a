-- +goose Up
CREATE INDEX IF NOT EXISTS album_genre ON album (genre);

-- +goose Down
DROP INDEX IF EXISTS album_genre;
