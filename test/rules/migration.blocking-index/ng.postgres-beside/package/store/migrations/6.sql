ALTER TABLE orders ADD COLUMN detail jsonb;
