SET lock_timeout = '3s';
ALTER TABLE customers RENAME COLUMN fax TO fax_old;
ALTER TABLE customers ADD COLUMN nickname text;
ALTER TABLE customers ALTER COLUMN name TYPE text;
