ALTER TABLE feeds ADD COLUMN title text;
