CREATE INDEX orders_old ON orders (state);
