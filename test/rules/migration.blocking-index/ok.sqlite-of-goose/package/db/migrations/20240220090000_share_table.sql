-- +goose Up
CREATE TABLE share_tmp
(
  id varchar(255) NOT NULL PRIMARY KEY,
  user_id varchar(255) NOT NULL REFERENCES user ON DELETE CASCADE,
  expires_at datetime
);
INSERT INTO share_tmp (id, user_id, expires_at) SELECT id, user_id, expires_at FROM share;
DROP TABLE share;
ALTER TABLE share_tmp RENAME TO share;
