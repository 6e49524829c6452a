BEGIN;

ALTER TABLE feeds ADD COLUMN site_url text;
UPDATE schema_version SET version = 10;

COMMIT;
