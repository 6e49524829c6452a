\set ON_ERROR_STOP on
SET lock_timeout = '5s';
DO $$ BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;

CREATE TABLE rooms_new (LIKE rooms INCLUDING ALL);
INSERT INTO rooms_new SELECT * FROM rooms;
ALTER TABLE rooms RENAME TO rooms_old;
ALTER TABLE rooms_new RENAME TO rooms;
DROP TABLE rooms_old;
SELECT pg_advisory_unlock(1083068130);
RESET lock_timeout;
