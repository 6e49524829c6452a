SET lock_timeout = '3s';
ALTER TABLE bookings ADD COLUMN floor integer;
ALTER TABLE bookings ADD COLUMN room text;
