BEGIN;
SET LOCAL lock_timeout = '5s';
-- a shipment without a depot cannot be delivered
ALTER TABLE IF EXISTS ONLY shop.shipments
  ADD COLUMN weight numeric, -- kilograms
  ADD CONSTRAINT shipments_depot_id_fkey FOREIGN KEY (depot_id) REFERENCES shop.depots (id) ON DELETE SET NULL NOT VALID;
COMMIT;
ALTER TABLE IF EXISTS ONLY shop.shipments VALIDATE CONSTRAINT shipments_depot_id_fkey;
BEGIN;
SET LOCAL lock_timeout = '5s';
COMMENT ON TABLE shop.shipments IS 'on their way';
COMMIT;
