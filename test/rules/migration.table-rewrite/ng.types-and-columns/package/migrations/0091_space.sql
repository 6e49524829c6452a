VACUUM FULL events;
CLUSTER events USING events_at_idx;
ALTER TABLE staging_rows SET LOGGED;
