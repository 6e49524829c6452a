BEGIN;
SET LOCAL lock_timeout = '5s';
ALTER TABLE invoices ADD COLUMN state text;
-- everything so far has been sent
COMMIT;

BEGIN;
SET LOCAL lock_timeout = '5s';
UPDATE invoices SET state = 'sent';
COMMIT;
