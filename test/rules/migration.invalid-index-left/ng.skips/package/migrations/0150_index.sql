CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer_idx ON app.orders (customer_id);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS customers_mail_idx ON customers (mail);
