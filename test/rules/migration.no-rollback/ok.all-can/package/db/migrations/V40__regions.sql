CREATE TABLE regions (id bigint PRIMARY KEY, name text NOT NULL);
