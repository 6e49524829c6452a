-- +goose Up
CREATE INDEX IF NOT EXISTS album_artist_id ON album (artist_id);

-- +goose Down
DROP INDEX IF EXISTS album_artist_id;
