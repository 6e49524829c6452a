ALTER TABLE orders DROP COLUMN legacy_state;
DROP TABLE IF EXISTS order_archive CASCADE;
TRUNCATE sessions;
