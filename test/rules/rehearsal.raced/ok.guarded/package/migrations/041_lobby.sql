\set ON_ERROR_STOP on
SET lock_timeout = '3s';
SELECT pg_try_advisory_lock(4711) AS got_lock \gset
\if :got_lock
  ALTER TABLE rooms ADD COLUMN floor integer;
  INSERT INTO rooms (name) VALUES ('Lobby');
  SELECT pg_advisory_unlock(4711);
\else
  DO $$ BEGIN RAISE EXCEPTION 'another migration is running'; END $$;
\endif
