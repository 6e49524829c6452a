SET lock_timeout = '5s';
ALTER TABLE channels ADD COLUMN quota integer;
