ALTER TABLE pumps ADD COLUMN pressure integer;
