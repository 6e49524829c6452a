SET lock_timeout = '3s';
ALTER TABLE app.orders ADD COLUMN region text;
ALTER TABLE orders ADD COLUMN note text;
