CREATE TABLE meters (id bigint PRIMARY KEY, site bigint NOT NULL, reading numeric);
CREATE TABLE sites (id bigint PRIMARY KEY);
