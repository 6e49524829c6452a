PRAGMA foreign_keys = ON;
DROP TABLE IF EXISTS vars;
CREATE TEMPORARY TABLE vars (key TEXT, value TEXT, PRIMARY KEY (key));
INSERT INTO vars (key, value) SELECT 'seen', strftime('%s', 'now');
DROP TABLE vars;
