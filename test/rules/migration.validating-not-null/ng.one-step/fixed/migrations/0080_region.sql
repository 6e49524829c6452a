UPDATE customers SET region = 'eu' WHERE region IS NULL;
ALTER TABLE customers ADD CONSTRAINT customers_region_not_null CHECK (region IS NOT NULL) NOT VALID;
ALTER TABLE customers VALIDATE CONSTRAINT customers_region_not_null;
ALTER TABLE customers ALTER COLUMN region SET NOT NULL;
ALTER TABLE customers DROP CONSTRAINT customers_region_not_null;
