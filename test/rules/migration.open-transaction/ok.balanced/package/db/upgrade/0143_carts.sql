ALTER TABLE carts ADD COLUMN coupon text;
