ALTER TABLE orders ADD COLUMN nid uuid;
