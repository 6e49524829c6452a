BEGIN;
SELECT pg_advisory_xact_lock(4711);
\ir parts.sql
ALTER TABLE doors ADD COLUMN c text;
COMMIT;
