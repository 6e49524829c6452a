CREATE INDEX orders_placed_2 ON orders (customer_id, placed_at);
