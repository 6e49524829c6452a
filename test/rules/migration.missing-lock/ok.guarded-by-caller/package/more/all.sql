SELECT acme_take_migration_lock();
\ir steps/one.sql
