ALTER TABLE coupons ADD COLUMN code text UNIQUE;
ALTER TABLE coupons ADD COLUMN owner int DEFAULT 1 REFERENCES customers (id);
