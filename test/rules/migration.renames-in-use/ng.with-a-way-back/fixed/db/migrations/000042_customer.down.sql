BEGIN;
SET LOCAL lock_timeout = '3s';
DROP VIEW shop.client;
ALTER TABLE shop.customer RENAME TO client;
COMMIT;
