SET lock_timeout = '3s';
ALTER TABLE parts ADD COLUMN kind_of_part text;
UPDATE parts SET kind_of_part = kind WHERE kind IS NOT NULL;
ALTER TABLE parts RENAME COLUMN kind TO kind_old;
ALTER TABLE parts RENAME COLUMN kind_of_part TO kind;
ALTER TABLE parts DROP COLUMN kind_old;
