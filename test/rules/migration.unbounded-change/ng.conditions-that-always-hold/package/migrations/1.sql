BEGIN;
SELECT pg_advisory_xact_lock(1);
SET LOCAL lock_timeout = '5s';
UPDATE events SET region = 'eu' WHERE true;
UPDATE events AS e SET region = 'eu' FROM rooms r;
DELETE FROM events WHERE 1 = 1;
MERGE INTO halls h USING defaults d ON true WHEN MATCHED THEN UPDATE SET region = d.region;
COMMIT;
