BEGIN;
SET LOCAL lock_timeout = '5s';
LOCK TABLE schema_version IN EXCLUSIVE MODE;
LOCK TABLE prices IN ROW EXCLUSIVE MODE;
ALTER TABLE prices ADD COLUMN currency char(3);
CREATE TABLE price_lists (id int PRIMARY KEY);
LOCK TABLE price_lists;
COMMIT;
