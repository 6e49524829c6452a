-- +goose Up
CREATE INDEX IF NOT EXISTS track_album_id ON track (album_id);

-- +goose Down
DROP INDEX IF EXISTS track_album_id;
