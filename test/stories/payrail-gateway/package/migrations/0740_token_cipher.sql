ALTER TABLE payments.tokens ADD COLUMN cipher bytea;
ALTER TABLE payments.tokens ALTER COLUMN acquirer_ref TYPE bigint USING acquirer_ref::bigint;
