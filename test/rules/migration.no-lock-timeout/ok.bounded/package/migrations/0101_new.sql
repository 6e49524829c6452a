CREATE TABLE notes (id int);
ALTER TABLE notes ADD COLUMN at timestamptz;
INSERT INTO settings VALUES ('a', 'b');
