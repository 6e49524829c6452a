SET lock_timeout = '5s';
ALTER TABLE parcels ADD CONSTRAINT parcels_weight_check CHECK (weight > 0) NOT VALID;
ALTER TABLE parcels VALIDATE CONSTRAINT parcels_weight_check;
