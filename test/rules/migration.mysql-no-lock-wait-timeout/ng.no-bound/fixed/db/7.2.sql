-- Rows wait for a while, tables for a year.
SET innodb_lock_wait_timeout = 5;
SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` ADD INDEX `orders_region` (`region`), ALGORITHM=INPLACE, LOCK=NONE;
