BEGIN;
SET LOCAL lock_timeout = '5s';
ALTER TABLE users ADD COLUMN city text;
ALTER TABLE users ADD COLUMN country text;
COMMIT;
