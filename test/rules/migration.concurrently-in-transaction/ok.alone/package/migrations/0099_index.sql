BEGIN;
CREATE TABLE notes (id int);
COMMIT;
CREATE INDEX CONCURRENTLY orders_at_idx ON orders (placed_at);
