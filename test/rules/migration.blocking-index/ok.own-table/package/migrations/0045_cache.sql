-- The cache fills itself again.
TRUNCATE message_cache;
CREATE INDEX message_cache_user_idx ON message_cache (user_id, cache_key);
