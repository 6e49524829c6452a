UPDATE customers SET region = 'eu' WHERE region IS NULL;
ALTER TABLE customers ALTER COLUMN region SET NOT NULL;
