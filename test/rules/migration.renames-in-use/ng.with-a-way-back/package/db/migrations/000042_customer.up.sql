BEGIN;
SET LOCAL lock_timeout = '3s';
ALTER TABLE shop.client RENAME TO customer;
COMMIT;
