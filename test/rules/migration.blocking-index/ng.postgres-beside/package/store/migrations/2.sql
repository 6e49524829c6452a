CREATE INDEX entries_seen_2 ON entries (seen, host);
