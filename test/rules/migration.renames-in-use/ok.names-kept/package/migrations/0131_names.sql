SET lock_timeout = '3s';
-- What runs still finds the old name.
BEGIN;
ALTER TABLE invoice RENAME TO invoices;
CREATE VIEW invoice AS SELECT * FROM invoices;
COMMIT;

-- A swap: the name is there again a moment later.
CREATE TABLE sessions_new (LIKE sessions INCLUDING ALL);
BEGIN;
ALTER TABLE sessions RENAME TO sessions_before_131;
ALTER TABLE sessions_new RENAME TO sessions;
COMMIT;

ALTER INDEX orders_customer RENAME TO orders_customer_idx;
ALTER TABLE orders_id_seq RENAME TO orders_number_seq;
ALTER TABLE orders RENAME CONSTRAINT positive TO orders_positive;
