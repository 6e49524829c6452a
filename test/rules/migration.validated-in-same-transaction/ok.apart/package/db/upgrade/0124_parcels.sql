BEGIN;
SET LOCAL lock_timeout = '5s';
ALTER TABLE parcels ADD CONSTRAINT parcels_size_check CHECK (size > 0) NOT VALID;
COMMIT;
BEGIN;
ALTER TABLE parcels VALIDATE CONSTRAINT parcels_size_check;
COMMIT;
