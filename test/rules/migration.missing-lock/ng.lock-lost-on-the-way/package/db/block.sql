SELECT pg_advisory_lock(4711);
DO $$ BEGIN PERFORM pg_advisory_unlock(4711); END $$;
ALTER TABLE doors ADD COLUMN b text;
