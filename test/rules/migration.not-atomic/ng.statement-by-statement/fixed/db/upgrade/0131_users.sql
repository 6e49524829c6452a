SET lock_timeout = '5s';
BEGIN;
ALTER TABLE users ADD COLUMN locale text;
ALTER TABLE users ADD COLUMN time_zone text;
ALTER TABLE users DROP COLUMN region;
COMMIT;
