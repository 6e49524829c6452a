-- bookings know how many seats they need
SET lock_timeout = '3s';
ALTER TABLE bookings ADD COLUMN seats integer;
CREATE INDEX bookings_by_seats ON bookings (seats);
