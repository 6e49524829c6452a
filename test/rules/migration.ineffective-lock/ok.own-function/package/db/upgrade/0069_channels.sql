CREATE OR REPLACE FUNCTION shop.acquire_migration_lock(key bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_lock(key);
END $$;
SELECT shop.acquire_migration_lock(4711);
SET lock_timeout = '5s';
ALTER TABLE channels ADD COLUMN quota integer;
SELECT block_list_size(), unlock_accounts();
