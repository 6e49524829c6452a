SET lock_timeout = '3s';
ALTER TABLE orders ADD COLUMN region text NOT NULL DEFAULT 'eu';
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE orders ADD COLUMN tenant int;
ALTER TABLE orders ALTER COLUMN tenant SET DEFAULT 1;
UPDATE orders SET tenant = 1 WHERE id BETWEEN 1 AND 1000;

CREATE TABLE order_notes (id bigint PRIMARY KEY);
ALTER TABLE order_notes ADD COLUMN body text NOT NULL;

CREATE FUNCTION set_checksum() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.checksum := md5(NEW.body); RETURN NEW; END $$;
CREATE TRIGGER fill_checksum BEFORE INSERT ON documents FOR EACH ROW EXECUTE FUNCTION set_checksum();
ALTER TABLE documents ADD COLUMN checksum text NOT NULL;
