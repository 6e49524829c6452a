SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` ADD COLUMN `region` text, ALGORITHM=INSTANT;
BEGIN;
CREATE TEMPORARY TABLE `moved` (`id` int);
UPDATE `orders` SET `region` = 'eu' WHERE `id` < 1000;
COMMIT;
DELIMITER //
CREATE TRIGGER `orders_touch` BEFORE UPDATE ON `orders` FOR EACH ROW BEGIN
  SET NEW.`touched` = now();
END//
DELIMITER ;
ALTER TABLE `orders` ADD INDEX `orders_region` (`region`(10)), ALGORITHM=INPLACE, LOCK=NONE;
