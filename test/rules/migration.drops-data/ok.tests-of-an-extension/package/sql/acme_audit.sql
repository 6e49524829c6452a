CREATE EXTENSION acme_audit;
CREATE SCHEMA shop
	CREATE TABLE shop.carts (id int);
DROP TABLE shop.carts;
TRUNCATE orders;
