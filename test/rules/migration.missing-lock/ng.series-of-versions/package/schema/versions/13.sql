ALTER TABLE entries ADD COLUMN lang text;
