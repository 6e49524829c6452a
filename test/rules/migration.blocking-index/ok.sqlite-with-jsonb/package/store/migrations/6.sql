CREATE INDEX orders_placed_6 ON orders (customer_id, placed_6);
