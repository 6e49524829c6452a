-- +goose Up
CREATE TABLE plays (
  track_id varchar(255) NOT NULL REFERENCES track (id) ON DELETE CASCADE,
  user_id varchar(255) NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  PRIMARY KEY (track_id, user_id)
) WITHOUT ROWID;

-- +goose Down
DROP TABLE plays;
