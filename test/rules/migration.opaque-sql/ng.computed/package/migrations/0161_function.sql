CREATE FUNCTION drop_old(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'DROP TABLE ' || quote_ident(name);
END $$;
SELECT drop_old('sessions_2019');
