SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` ADD COLUMN `code` varchar(20), ALGORITHM=INPLACE, LOCK=NONE;
