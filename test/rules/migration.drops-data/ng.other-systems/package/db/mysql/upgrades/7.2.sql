SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` DROP COLUMN `legacy_state`, ALGORITHM=INPLACE, LOCK=NONE;
DROP TABLE IF EXISTS `order_archive`;
