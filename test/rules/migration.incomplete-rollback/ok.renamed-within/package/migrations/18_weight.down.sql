ALTER TABLE parcels ADD COLUMN weight_old integer DEFAULT 0 NOT NULL;
UPDATE parcels SET weight_old = coalesce(weight, 0);
ALTER TABLE parcels DROP COLUMN weight;
ALTER TABLE parcels RENAME COLUMN weight_old TO weight;
