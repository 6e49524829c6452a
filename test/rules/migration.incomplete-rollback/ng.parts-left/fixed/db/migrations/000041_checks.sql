-- migrate:up
SET lock_timeout = '3s';
ALTER TABLE orders ADD CONSTRAINT orders_positive CHECK (amount > 0) NOT VALID;
ALTER TABLE orders ADD COLUMN note text;
-- migrate:down
ALTER TABLE orders DROP COLUMN note;
ALTER TABLE orders DROP CONSTRAINT orders_positive;
