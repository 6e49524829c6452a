ALTER TABLE `orders` ADD COLUMN `remark_id` bigint NULL AFTER `id`;
ALTER TABLE `orders` ADD INDEX `orders_remark` (`remark_id`);
