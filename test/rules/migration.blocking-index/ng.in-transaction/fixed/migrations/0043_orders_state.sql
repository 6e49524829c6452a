BEGIN;
SET LOCAL lock_timeout = '5s';
COMMIT;
CREATE UNIQUE INDEX CONCURRENTLY orders_number_key ON shop.orders (number);
