ALTER TABLE `orders` CHANGE COLUMN `status` `status` varchar(40) NOT NULL;
CREATE TABLE `orders_new` LIKE `orders`;
ALTER TABLE `orders` RENAME INDEX `orders_day` TO `orders_by_day`;
