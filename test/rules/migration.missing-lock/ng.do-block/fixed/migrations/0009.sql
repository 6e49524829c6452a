\set ON_ERROR_STOP on
SET lock_timeout = '5s';
DO $$ BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;

CREATE TABLE IF NOT EXISTS labels (id int PRIMARY KEY);
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'rooms' AND column_name = 'label') THEN
    ALTER TABLE rooms ADD COLUMN label int REFERENCES labels;
  END IF;
END
$$;
SELECT pg_advisory_unlock(1083068130);
RESET lock_timeout;
