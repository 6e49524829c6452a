SET lock_timeout = '3s';
ALTER TABLE customers ADD COLUMN fax text;
ALTER TABLE customers ALTER COLUMN name TYPE varchar(40);
ALTER TABLE customers DROP COLUMN nickname;
ALTER TABLE customers DROP COLUMN remarks;
