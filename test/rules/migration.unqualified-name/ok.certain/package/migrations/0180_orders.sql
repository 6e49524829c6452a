SET lock_timeout = '3s';
SET search_path = app;
ALTER TABLE app.orders ADD COLUMN region text;
ALTER TABLE orders ADD COLUMN note text;
