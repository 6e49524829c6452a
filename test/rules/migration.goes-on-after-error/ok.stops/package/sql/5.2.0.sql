ALTER TABLE meetings ADD COLUMN region text;
