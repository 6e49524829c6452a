CREATE TABLE rooms_new (LIKE rooms INCLUDING ALL);
INSERT INTO rooms_new SELECT * FROM rooms;
ALTER TABLE rooms RENAME TO rooms_old;
ALTER TABLE rooms_new RENAME TO rooms;
DROP TABLE rooms_old;
