ALTER TABLE rooms ADD COLUMN wing int;
