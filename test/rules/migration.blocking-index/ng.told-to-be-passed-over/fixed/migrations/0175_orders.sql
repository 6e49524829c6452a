-- squawk-ignore-file require-timeout-settings
SET lock_timeout = '5s';
-- squawk-ignore require-concurrent-index-creation
-- eugene: ignore E6
CREATE INDEX CONCURRENTLY orders_placed_idx ON orders (placed_at);

CREATE INDEX CONCURRENTLY items_number_idx ON items (number); -- upgrade-review: ignore migration/blocking-index
