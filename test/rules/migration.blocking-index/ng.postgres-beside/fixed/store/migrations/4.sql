CREATE INDEX CONCURRENTLY orders_placed_4 ON orders (customer_id, placed_at);
