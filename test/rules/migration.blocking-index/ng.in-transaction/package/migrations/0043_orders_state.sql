BEGIN;
SET LOCAL lock_timeout = '5s';
CREATE UNIQUE INDEX orders_number_key ON shop.orders (number);
COMMIT;
