CREATE INDEX entries_seen_3 ON entries (seen, host);
