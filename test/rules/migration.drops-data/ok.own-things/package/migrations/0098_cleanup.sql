CREATE TABLE moved AS SELECT id FROM orders;
DROP TABLE moved;
DROP INDEX CONCURRENTLY orders_old;
DROP VIEW sales;

-- What a tool wrote down of its own steps, and a database to try things in.
DROP TABLE IF EXISTS schema_info;
DROP DATABASE IF EXISTS test;
