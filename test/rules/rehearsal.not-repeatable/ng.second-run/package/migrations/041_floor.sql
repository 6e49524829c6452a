SET lock_timeout = '3s';
ALTER TABLE rooms ADD COLUMN floor integer;
ALTER TABLE rooms ADD COLUMN wing text;
