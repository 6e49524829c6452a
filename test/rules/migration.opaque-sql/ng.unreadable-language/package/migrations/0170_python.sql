SET lock_timeout = '3s';
DO LANGUAGE plpython3u $$
for row in plpy.execute("SELECT relname FROM pg_class WHERE relkind = 'p'"):
    plpy.execute("ALTER TABLE %s ADD COLUMN region text" % row["relname"])
$$;
