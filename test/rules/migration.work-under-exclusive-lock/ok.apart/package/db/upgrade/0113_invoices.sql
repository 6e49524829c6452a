BEGIN;
UPDATE invoices SET state = 'sent' WHERE paid_on < '2020-01-01';
ALTER TABLE invoices ALTER COLUMN state SET DEFAULT 'new';
COMMIT;
