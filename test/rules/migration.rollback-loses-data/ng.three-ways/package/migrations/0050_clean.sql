SET lock_timeout = '3s';
ALTER TABLE customers DROP COLUMN fax;
ALTER TABLE customers ALTER COLUMN name TYPE text;
ALTER TABLE customers ADD COLUMN nickname text;
