SET lock_timeout = '5s';
DO $$
BEGIN
  CREATE TEMP TABLE without_number AS SELECT id FROM events WHERE number IS NULL;
  CREATE INDEX ON without_number (id);
END $$;
