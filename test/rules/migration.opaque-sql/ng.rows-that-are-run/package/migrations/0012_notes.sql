SELECT format('ALTER TABLE %I ADD COLUMN note text', tablename) FROM pg_tables WHERE schemaname = 'rooms'
\gexec
SELECT 'GRANT SELECT ON ' || tablename || ' TO reader' FROM pg_tables WHERE schemaname = 'rooms' \gexec
