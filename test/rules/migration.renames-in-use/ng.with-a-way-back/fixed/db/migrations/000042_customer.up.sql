BEGIN;
SET LOCAL lock_timeout = '3s';
ALTER TABLE shop.client RENAME TO customer;
CREATE VIEW shop.client AS SELECT * FROM shop.customer;
COMMIT;
