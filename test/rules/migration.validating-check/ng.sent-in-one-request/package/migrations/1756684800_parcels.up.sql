ALTER TABLE parcels ADD CONSTRAINT parcels_weight_check CHECK (weight > 0);
