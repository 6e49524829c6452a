CREATE INDEX orders_placed_5 ON orders (customer_id, placed_5);
