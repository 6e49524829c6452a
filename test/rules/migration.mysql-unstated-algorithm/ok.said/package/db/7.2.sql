SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` ADD COLUMN `region` varchar(20) NOT NULL DEFAULT 'eu', ALGORITHM=INSTANT;
ALTER TABLE `orders` ADD INDEX `orders_region` (`region`), LOCK=NONE;
ALTER TABLE `orders` COMMENT='orders of the shop';
ALTER TABLE `orders` RENAME INDEX `a` TO `b`;
CREATE TABLE `tags` (`id` int PRIMARY KEY) ENGINE=InnoDB;
ALTER TABLE `tags` ADD COLUMN `name` text;
