ALTER TABLE parcels ADD COLUMN weight_new integer;
UPDATE parcels SET weight_new = nullif(weight, 0);
ALTER TABLE parcels DROP COLUMN weight;
ALTER TABLE parcels RENAME COLUMN weight_new TO weight;
