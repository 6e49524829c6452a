INSERT INTO regions (id, name) VALUES (1, 'eu') ON CONFLICT DO NOTHING;
