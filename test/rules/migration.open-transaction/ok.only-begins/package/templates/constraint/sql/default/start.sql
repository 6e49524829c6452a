-- What follows is put behind it by the program.
START TRANSACTION;
SET LOCAL lock_timeout = '5s';
