BEGIN;
SET LOCAL lock_timeout = '5s';
ALTER TABLE carts ADD COLUMN coupon text;

BEGIN;
ALTER TABLE carts ADD COLUMN coupon_value numeric;
COMMIT;

ALTER TABLE carts ADD COLUMN coupon_until date;
COMMIT;
