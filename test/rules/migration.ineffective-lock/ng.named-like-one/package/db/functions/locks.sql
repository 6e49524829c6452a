CREATE OR REPLACE FUNCTION shop.acquire_migration_lock(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO shop.lock_log (name, taken_at) VALUES (name, now());
END $$;
