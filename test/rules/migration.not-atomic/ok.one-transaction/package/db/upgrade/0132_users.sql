SET LOCAL lock_timeout = '5s';
ALTER TABLE users ADD COLUMN locale text;
ALTER TABLE users ADD COLUMN time_zone text;
