CREATE OR REPLACE VIEW open_orders AS SELECT id, customer_id FROM orders WHERE state = 'open';

DROP FUNCTION IF EXISTS open_count();
CREATE FUNCTION open_count() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM open_orders';
