ALTER TABLE pumps ADD COLUMN flow integer;
