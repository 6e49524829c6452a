CREATE INDEX CONCURRENTLY regions_name_idx ON regions (name);
