BEGIN;
SELECT pg_advisory_xact_lock(hashtext('acme'));
ALTER TABLE rooms DROP COLUMN floor;
COMMIT;
