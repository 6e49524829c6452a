CREATE TABLE audit (
  id int,
  host varchar(20),
  system varchar(20)
);
system systemctl restart dtend
