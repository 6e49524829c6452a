-- Windows line ends
SELECT pg_advisory_xact_lock(42);
SET lock_timeout = '5s';
DO $$ BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;

ALTER TABLE rooms ADD COLUMN z int;
\if :drop_old
DROP TABLE old_rooms;
\endif
SELECT pg_advisory_unlock(1083068130);
RESET lock_timeout;
