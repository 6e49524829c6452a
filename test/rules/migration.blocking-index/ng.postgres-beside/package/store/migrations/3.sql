CREATE INDEX orders_placed_3 ON orders (customer_id, placed_at);
