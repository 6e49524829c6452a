CREATE TABLE IF NOT EXISTS labels (id int PRIMARY KEY);
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'rooms' AND column_name = 'label') THEN
    ALTER TABLE rooms ADD COLUMN label int REFERENCES labels;
  END IF;
END
$$;
