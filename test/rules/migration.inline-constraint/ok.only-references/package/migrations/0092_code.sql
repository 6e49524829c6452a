ALTER TABLE coupons ADD COLUMN owner int REFERENCES customers (id);
