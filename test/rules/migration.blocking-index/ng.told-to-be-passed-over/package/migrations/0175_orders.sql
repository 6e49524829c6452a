-- squawk-ignore-file require-timeout-settings
SET lock_timeout = '5s';
-- squawk-ignore require-concurrent-index-creation
-- eugene: ignore E6
CREATE INDEX orders_placed_idx ON orders (placed_at);

CREATE INDEX items_number_idx ON items (number); -- upgrade-review: ignore migration/blocking-index
