SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` ADD COLUMN `region` varchar(20) NOT NULL DEFAULT 'eu', ALGORITHM=INSTANT;
