SET lock_timeout = '3s';
CREATE TABLE addresses (customer_id bigint PRIMARY KEY, street text);
INSERT INTO addresses SELECT id, street FROM customers WHERE street IS NOT NULL;
ALTER TABLE customers DROP COLUMN street;
