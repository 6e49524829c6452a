SET lock_timeout = '5s';
ALTER TABLE meetings ADD COLUMN region text;
