BEGIN IMMEDIATE;
ALTER TABLE tokens RENAME TO tokens_old;
CREATE TABLE tokens (id INTEGER PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO tokens SELECT id, coalesce(value, '') FROM tokens_old;
DROP TABLE tokens_old;
COMMIT;
