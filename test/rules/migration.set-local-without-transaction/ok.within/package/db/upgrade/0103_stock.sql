BEGIN;
SET LOCAL lock_timeout = '3s';
ALTER TABLE stock ADD COLUMN row_no text;
COMMIT;
