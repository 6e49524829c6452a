DROP INDEX CONCURRENTLY IF EXISTS app.orders_customer_idx;
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer_idx ON app.orders (customer_id);
DROP INDEX CONCURRENTLY IF EXISTS customers_mail_idx;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS customers_mail_idx ON customers (mail);
