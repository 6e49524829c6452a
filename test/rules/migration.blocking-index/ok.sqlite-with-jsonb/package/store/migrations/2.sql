CREATE INDEX orders_placed ON orders (customer_id, placed_at);
