SET lock_timeout = '300ms';
ALTER TABLE rooms ADD COLUMN floor integer;
