-- Rooms know their floor.

BEGIN; -- as one
\set ON_ERROR_STOP on
SET LOCAL lock_timeout = '5s';
DO $$ BEGIN IF NOT pg_try_advisory_xact_lock(587118807) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;

ALTER TABLE public.rooms
    ADD COLUMN floor text;
UPDATE public.rooms SET floor = left(name, 2);

COMMIT;
