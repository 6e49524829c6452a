ALTER TABLE rooms ADD COLUMN floor int;
