CREATE TABLE tags (id bigint PRIMARY KEY, body text);
INSERT INTO schema_version VALUES (191);
