\set ON_ERROR_STOP on
SELECT pg_try_advisory_lock(5200051) AS got_lock \gset
\if :got_lock
ALTER TABLE rooms ADD COLUMN floor int;
SELECT pg_advisory_unlock(5200051);
\else
DO $$ BEGIN RAISE EXCEPTION 'running elsewhere'; END $$;
\endif
