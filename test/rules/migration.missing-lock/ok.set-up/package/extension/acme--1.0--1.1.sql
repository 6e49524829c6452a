ALTER TABLE @extschema@.settings ADD COLUMN note text;
