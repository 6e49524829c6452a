BEGIN;
ALTER TABLE logs DROP COLUMN words;
ALTER TABLE logs ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', message)) STORED;
COMMIT;
