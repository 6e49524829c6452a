CREATE TABLE extras (id bigint PRIMARY KEY);
CREATE TABLE more_extras (id bigint PRIMARY KEY);
