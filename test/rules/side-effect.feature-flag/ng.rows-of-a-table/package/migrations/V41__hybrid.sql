UPDATE feature_flags SET enabled = true WHERE name = 'dten.hybrid';
INSERT INTO app.feature_toggles (name, state) VALUES ('rooms.v2', 'on');
