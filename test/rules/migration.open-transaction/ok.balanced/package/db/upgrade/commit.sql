INSERT INTO schema_version (version) VALUES ('143');
COMMIT;
