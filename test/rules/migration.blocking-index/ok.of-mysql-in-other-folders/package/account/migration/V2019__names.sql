alter table accounts modify name varchar(255) not null;
