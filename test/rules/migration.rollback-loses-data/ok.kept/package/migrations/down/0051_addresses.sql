SET lock_timeout = '3s';
ALTER TABLE customers ADD COLUMN street text;
UPDATE customers SET street = addresses.street FROM addresses WHERE addresses.customer_id = customers.id;
DROP TABLE addresses;
