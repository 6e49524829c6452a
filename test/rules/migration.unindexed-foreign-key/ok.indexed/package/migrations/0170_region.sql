SET lock_timeout = '3s';
ALTER TABLE orders ADD COLUMN region_id bigint REFERENCES regions (id);
ALTER TABLE invoices ADD CONSTRAINT invoices_order_fk FOREIGN KEY (order_id, line) REFERENCES lines (order_id, line) NOT VALID;
CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id));
