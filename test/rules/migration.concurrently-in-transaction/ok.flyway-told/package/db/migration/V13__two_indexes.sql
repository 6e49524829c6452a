CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_day_idx ON orders (day);
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_state_idx ON orders (state);
