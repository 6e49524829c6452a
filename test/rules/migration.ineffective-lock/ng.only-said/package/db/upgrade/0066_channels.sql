SET lock_timeout = '5s';
DO $$
BEGIN
  IF NOT pg_try_advisory_lock(4711) THEN
    RAISE NOTICE 'somebody else migrates';
  END IF;
END $$;
ALTER TABLE channels ADD COLUMN quota integer;
SELECT pg_advisory_unlock(4711);
