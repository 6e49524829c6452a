UPDATE customers SET region = 'eu' WHERE id BETWEEN 1 AND 5000;
UPDATE customers c SET region = o.region FROM offices o WHERE o.id = c.office;
CREATE TEMPORARY TABLE wanted AS SELECT id FROM customers;
UPDATE wanted SET id = id + 1;
MERGE INTO customers c USING news n ON c.id = n.id WHEN MATCHED THEN UPDATE SET region = n.region;
