CREATE INDEX rooms_floor_idx ON rooms (floor);
