CREATE TABLE feature_flags (name text PRIMARY KEY, enabled boolean NOT NULL DEFAULT false);
UPDATE countries SET flag = 'de.svg' WHERE code = 'de';
INSERT INTO settings (name, value) VALUES ('theme', 'dark');
SELECT * FROM feature_flags;
