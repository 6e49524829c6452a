SET lock_timeout = '3s';
ALTER TABLE invoices ADD COLUMN state text NOT NULL DEFAULT 'open';
ALTER TABLE invoices ALTER COLUMN state DROP DEFAULT;
