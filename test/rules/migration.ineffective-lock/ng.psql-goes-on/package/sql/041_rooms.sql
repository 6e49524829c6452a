DO $$
BEGIN
  IF NOT pg_try_advisory_lock(7041) THEN
    RAISE EXCEPTION 'another migration runs';
  END IF;
END
$$;
SET lock_timeout = '5s';
ALTER TABLE rooms ADD COLUMN floor integer;
SELECT pg_advisory_unlock(7041);
