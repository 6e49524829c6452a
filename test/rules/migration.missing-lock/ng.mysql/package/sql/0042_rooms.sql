-- Release 4.2
SET SESSION lock_wait_timeout = 5;
SET NAMES utf8mb4;

ALTER TABLE `rooms` ADD COLUMN `floor` INT UNSIGNED, ALGORITHM=INSTANT;
