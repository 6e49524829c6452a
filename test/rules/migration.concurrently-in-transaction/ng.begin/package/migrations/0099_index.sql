BEGIN;
CREATE INDEX CONCURRENTLY orders_at_idx ON orders (placed_at);
COMMIT;
