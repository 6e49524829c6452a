-- +goose Up
CREATE INDEX IF NOT EXISTS queue_position ON queue (position);

-- +goose Down
DROP INDEX IF EXISTS queue_position;
