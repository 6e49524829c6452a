SET lock_timeout = '3s';
SELECT pg_catalog.set_config('search_path', '', false);
ALTER TABLE invoices ADD COLUMN note text;
