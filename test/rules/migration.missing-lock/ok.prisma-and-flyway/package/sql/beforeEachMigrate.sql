ALTER TABLE ticket SET (autovacuum_enabled = false);
