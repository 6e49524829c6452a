CREATE INDEX entries_seen_5 ON entries (seen, host);
