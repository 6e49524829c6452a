CREATE TABLE exports (id bigint PRIMARY KEY, customer_id bigint);
CREATE INDEX exports_customer_idx ON exports (customer_id);
CREATE INDEX parts_at ON ONLY parts (at);
