CREATE TABLE IF NOT EXISTS notes (id bigint PRIMARY KEY, body text);
CREATE INDEX IF NOT EXISTS notes_body_idx ON notes (body);
CREATE SEQUENCE IF NOT EXISTS note_numbers;
