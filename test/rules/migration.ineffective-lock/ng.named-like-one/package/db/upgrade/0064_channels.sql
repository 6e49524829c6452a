SELECT shop.acquire_migration_lock('channels');

SET lock_timeout = '5s';
ALTER TABLE channels ADD COLUMN quota integer;
