BEGIN;
SET LOCAL lock_timeout = '3s';
ALTER TABLE orders ADD COLUMN region text;
COMMIT;
-- Filled in by the service.
