CREATE VIEW open_orders AS SELECT id, customer_id FROM orders WHERE state = 'open';

CREATE INDEX orders_state_idx ON orders (state);
