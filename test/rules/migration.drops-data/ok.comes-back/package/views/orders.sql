DROP TABLE IF EXISTS orders_mv_temp;
CREATE TABLE orders_mv_temp AS SELECT * FROM orders_summary;
DROP TABLE IF EXISTS orders_mv;
CREATE TABLE IF NOT EXISTS orders_mv LIKE orders_mv_temp;
INSERT INTO orders_mv SELECT * FROM orders_mv_temp;
DROP TABLE IF EXISTS orders_mv_temp;
