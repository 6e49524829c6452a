CREATE INDEX CONCURRENTLY entries_seen_2 ON entries (seen, host);
