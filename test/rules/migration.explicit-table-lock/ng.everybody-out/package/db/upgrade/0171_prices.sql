BEGIN;
SET LOCAL lock_timeout = '5s';
LOCK TABLE prices;
ALTER TABLE prices ADD COLUMN currency char(3);
COMMIT;
