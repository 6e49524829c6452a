DO $$
BEGIN
  WHILE NOT pg_try_advisory_lock(4711) LOOP
    PERFORM pg_sleep(1);
  END LOOP;
END $$;
CREATE INDEX CONCURRENTLY events_device_idx ON events (device_id);
SELECT pg_advisory_unlock(4711);
