SET lock_timeout = '3s';
ALTER TABLE rooms ADD COLUMN IF NOT EXISTS floor integer;
INSERT INTO rooms (name) VALUES ('Lobby');
