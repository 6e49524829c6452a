INSERT INTO schema_version VALUES ('1');
COMMIT;
BEGIN;
