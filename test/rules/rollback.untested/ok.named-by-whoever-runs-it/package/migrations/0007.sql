SET lock_timeout = '3s';
INSERT INTO settings (name, value) VALUES ('rooms.version', '4.2.0');
