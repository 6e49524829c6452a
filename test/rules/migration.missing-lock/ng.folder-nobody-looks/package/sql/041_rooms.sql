SET lock_timeout = '5s';
ALTER TABLE rooms ADD COLUMN floor integer;
