-- migrate:up
ALTER TABLE rooms ADD COLUMN floor int;

-- migrate:down
ALTER TABLE rooms DROP COLUMN floor;
