BEGIN;
SET LOCAL lock_timeout = '5s';
ALTER TABLE invoices ADD COLUMN state text;
-- everything so far has been sent
UPDATE invoices SET state = 'sent';
COMMIT;
