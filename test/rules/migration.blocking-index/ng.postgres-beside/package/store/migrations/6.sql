ALTER TABLE entries ADD COLUMN detail jsonb;
