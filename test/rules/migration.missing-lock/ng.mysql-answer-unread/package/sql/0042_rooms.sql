SET SESSION lock_wait_timeout = 5;
SELECT GET_LOCK('acme-upgrade', 10) AS got;
ALTER TABLE `rooms` ADD COLUMN `floor` INT UNSIGNED, ALGORITHM=INSTANT;
SELECT RELEASE_LOCK('acme-upgrade');
