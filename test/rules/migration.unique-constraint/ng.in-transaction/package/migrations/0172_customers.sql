BEGIN;
SET LOCAL lock_timeout = '5s';
ALTER TABLE customers
  ADD UNIQUE (tenant_id, mail) DEFERRABLE, -- one account for each address
  DROP COLUMN old_mail;
COMMIT;
