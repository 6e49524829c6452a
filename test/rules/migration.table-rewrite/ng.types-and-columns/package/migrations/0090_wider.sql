BEGIN;
ALTER TABLE events ALTER COLUMN room_id TYPE bigint;
ALTER TABLE events ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid(), ADD COLUMN seq bigserial;
ALTER TABLE events ADD COLUMN day date GENERATED ALWAYS AS (cast(at AS date)) STORED;
ALTER TABLE events ALTER COLUMN note TYPE text;
COMMIT;
