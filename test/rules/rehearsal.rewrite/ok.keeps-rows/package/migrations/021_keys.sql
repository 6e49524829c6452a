SET lock_timeout = '3s';
ALTER TABLE invoices ALTER COLUMN number TYPE text;
ALTER TABLE invoices ADD COLUMN paid boolean NOT NULL DEFAULT false;
TRUNCATE drafts;
CREATE TABLE receipts (id integer);
ALTER TABLE receipts ALTER COLUMN id TYPE bigint;
