ALTER TABLE pumps ADD COLUMN pressure integer;
ALTER TABLE pumps DROP COLUMN kind;
