CREATE TABLE IF NOT EXISTS wings (id integer);
INSERT INTO rooms (name) VALUES ('Lobby');
