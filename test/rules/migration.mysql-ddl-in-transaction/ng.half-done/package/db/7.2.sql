SET SESSION lock_wait_timeout = 5;
START TRANSACTION;
UPDATE `orders` SET `state` = 'open' WHERE `state` IS NULL;
ALTER TABLE `orders` ADD COLUMN `region` text, ALGORITHM=INSTANT;
INSERT INTO `settings` VALUES ('schema', '7.2');
COMMIT;
