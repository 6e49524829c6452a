CREATE INDEX CONCURRENTLY IF NOT EXISTS events_device_idx ON events (device_id);
