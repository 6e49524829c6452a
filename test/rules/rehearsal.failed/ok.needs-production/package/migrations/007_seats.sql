SET lock_timeout = '3s';
CREATE EXTENSION IF NOT EXISTS postgis;
ALTER TABLE bookings ADD COLUMN seats integer;
