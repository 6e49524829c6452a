CREATE TABLE rooms (id int, floor int);
