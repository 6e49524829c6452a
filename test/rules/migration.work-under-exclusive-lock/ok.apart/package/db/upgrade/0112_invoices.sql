BEGIN;
SET LOCAL lock_timeout = '5s';
ALTER TABLE invoices ADD COLUMN state text;
UPDATE schema_version SET version = 112;
COMMIT;
UPDATE invoices SET state = 'sent' WHERE id <= 100000;
