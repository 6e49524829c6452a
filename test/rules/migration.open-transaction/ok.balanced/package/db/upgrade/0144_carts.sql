START TRANSACTION;
SET LOCAL lock_timeout = '5s';
SAVEPOINT before_column;
ALTER TABLE carts ADD COLUMN coupon_value numeric;
RELEASE SAVEPOINT before_column;
END;
