BEGIN;
ALTER TABLE results ADD COLUMN released_at timestamptz;
DROP TABLE legacy_exports;
COMMIT;
