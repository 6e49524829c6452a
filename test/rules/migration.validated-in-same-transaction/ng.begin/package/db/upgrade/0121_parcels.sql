BEGIN;
SET LOCAL lock_timeout = '5s';
-- every parcel has a carrier
ALTER TABLE parcels ADD CONSTRAINT parcels_carrier_fkey
  FOREIGN KEY (carrier_id) REFERENCES carriers (id) NOT VALID;
ALTER TABLE parcels VALIDATE CONSTRAINT parcels_carrier_fkey;
COMMIT;
