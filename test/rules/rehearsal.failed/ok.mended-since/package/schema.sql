CREATE TABLE bookings (id bigint PRIMARY KEY, room text NOT NULL, starts timestamptz NOT NULL);
