BEGIN;
SET LOCAL lock_timeout = '5s';
ALTER TABLE carts ADD COLUMN coupon text;
INSERT INTO schema_version (version) VALUES ('141');

COMMIT;
