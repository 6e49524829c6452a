SET lock_timeout = '3s';
ALTER TABLE invoices ALTER COLUMN id TYPE bigint;
ALTER TABLE invoices ADD COLUMN token uuid DEFAULT gen_random_uuid();
