BEGIN;
ALTER TABLE orders RENAME TO orders_old;
CREATE TABLE orders (id INTEGER PRIMARY KEY, state TEXT NOT NULL);
INSERT INTO orders SELECT id, coalesce(state, 'open') FROM orders_old;
DROP TABLE orders_old;
COMMIT;
