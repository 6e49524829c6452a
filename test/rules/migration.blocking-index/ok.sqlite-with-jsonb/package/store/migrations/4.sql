CREATE INDEX orders_placed_4 ON orders (customer_id, placed_4);
