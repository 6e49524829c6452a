BEGIN;
CREATE TABLE relay.queue_names (name text PRIMARY KEY);
COMMIT;
