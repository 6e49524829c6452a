SET lock_timeout = '3s';
ALTER TABLE orders ADD COLUMN region text NOT NULL;
ALTER TABLE orders ADD COLUMN priority int NOT NULL;
