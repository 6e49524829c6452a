SET lock_timeout = '3s';
ALTER TABLE customers ADD COLUMN tenant int;
UPDATE customers SET tenant = 1 WHERE tenant IS NULL;
ALTER TABLE customers ALTER COLUMN tenant SET NOT NULL;
