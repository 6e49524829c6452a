CREATE TABLE ticket (id bigint PRIMARY KEY);
CREATE TABLE reservation (id bigint PRIMARY KEY);
