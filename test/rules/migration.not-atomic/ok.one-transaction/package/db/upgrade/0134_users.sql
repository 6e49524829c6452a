SET lock_timeout = '5s';
ALTER TABLE users ADD COLUMN IF NOT EXISTS street text;
DROP INDEX CONCURRENTLY IF EXISTS users_city_idx;
CREATE INDEX CONCURRENTLY users_city_idx ON users (city);
