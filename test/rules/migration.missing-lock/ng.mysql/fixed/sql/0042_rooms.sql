-- Release 4.2
SET SESSION lock_wait_timeout = 5;
SET NAMES utf8mb4;

SET @migration_lock = IF(GET_LOCK('migration', 0) = 1, 'DO 0', 'another migration is running');
PREPARE migration_lock FROM @migration_lock;
ALTER TABLE `rooms` ADD COLUMN `floor` INT UNSIGNED, ALGORITHM=INSTANT;
