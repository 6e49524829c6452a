-- Orders of a customer are listed on the new page.
SET lock_timeout = '5s';
CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id, placed_at);
