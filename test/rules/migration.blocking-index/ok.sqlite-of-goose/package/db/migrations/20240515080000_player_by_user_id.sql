-- +goose Up
CREATE INDEX IF NOT EXISTS player_user_id ON player (user_id);

-- +goose Down
DROP INDEX IF EXISTS player_user_id;
