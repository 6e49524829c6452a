CREATE TABLE invoices (id integer PRIMARY KEY, number varchar(20), due date);
CREATE TABLE drafts (id integer PRIMARY KEY);
