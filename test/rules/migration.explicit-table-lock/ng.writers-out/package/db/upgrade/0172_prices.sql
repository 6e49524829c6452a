BEGIN;
SET LOCAL lock_timeout = '5s';
LOCK TABLE shop.prices IN SHARE MODE;
INSERT INTO price_history SELECT * FROM prices WHERE changed_on < '2025-01-01';
COMMIT;
