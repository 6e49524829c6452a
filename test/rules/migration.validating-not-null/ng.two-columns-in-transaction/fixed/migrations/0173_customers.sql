BEGIN;
SET LOCAL lock_timeout = '5s';
UPDATE customers SET state = 'new' WHERE state IS NULL AND id = 7;
ALTER TABLE customers ADD CONSTRAINT customers_state_not_null CHECK (state IS NOT NULL) NOT VALID;
ALTER TABLE customers ADD CONSTRAINT customers_tenant_id_not_null CHECK (tenant_id IS NOT NULL) NOT VALID;
COMMIT;
ALTER TABLE customers VALIDATE CONSTRAINT customers_state_not_null;
ALTER TABLE customers VALIDATE CONSTRAINT customers_tenant_id_not_null;
BEGIN;
SET LOCAL lock_timeout = '5s';
ALTER TABLE customers
  ALTER COLUMN state SET NOT NULL,
  ALTER tenant_id SET NOT NULL; -- since 7.2
ALTER TABLE customers DROP CONSTRAINT customers_state_not_null;
ALTER TABLE customers DROP CONSTRAINT customers_tenant_id_not_null;
COMMIT;
