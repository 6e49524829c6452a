BEGIN;
SET LOCAL lock_timeout = '5s';
COMMIT;
CREATE UNIQUE INDEX CONCURRENTLY customers_tenant_id_mail_key ON customers (tenant_id, mail);
BEGIN;
SET LOCAL lock_timeout = '5s';
ALTER TABLE customers
  ADD CONSTRAINT customers_tenant_id_mail_key UNIQUE USING INDEX customers_tenant_id_mail_key DEFERRABLE, -- one account for each address
  DROP COLUMN old_mail;
COMMIT;
