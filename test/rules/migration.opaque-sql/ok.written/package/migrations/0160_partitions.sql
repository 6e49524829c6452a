SET lock_timeout = '3s';
DO $$
DECLARE found int;
BEGIN
  EXECUTE 'ALTER TABLE events ADD COLUMN IF NOT EXISTS region text';
  EXECUTE format('SELECT count(*) FROM %I', 'events') INTO found;
  EXECUTE format('ALTER ROLE %I SET search_path = app', current_user);
  RAISE NOTICE '% events', found;
END $$;
-- Nobody calls it here.
CREATE FUNCTION drop_old(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'DROP TABLE ' || quote_ident(name);
END $$;
