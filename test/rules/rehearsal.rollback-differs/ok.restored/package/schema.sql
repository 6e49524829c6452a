CREATE TABLE pumps (id bigint PRIMARY KEY, kind text NOT NULL);
INSERT INTO pumps VALUES (1, 'rotary');
