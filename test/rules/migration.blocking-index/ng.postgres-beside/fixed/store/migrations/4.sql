CREATE INDEX CONCURRENTLY entries_seen_4 ON entries (seen, host);
