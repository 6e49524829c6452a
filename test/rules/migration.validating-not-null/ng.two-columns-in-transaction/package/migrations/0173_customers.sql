BEGIN;
SET LOCAL lock_timeout = '5s';
UPDATE customers SET state = 'new' WHERE state IS NULL AND id = 7;
ALTER TABLE customers
  ALTER COLUMN state SET NOT NULL,
  ALTER tenant_id SET NOT NULL; -- since 7.2
COMMIT;
