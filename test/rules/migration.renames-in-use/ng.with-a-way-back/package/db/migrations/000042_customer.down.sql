BEGIN;
SET LOCAL lock_timeout = '3s';
ALTER TABLE shop.customer RENAME TO client;
COMMIT;
