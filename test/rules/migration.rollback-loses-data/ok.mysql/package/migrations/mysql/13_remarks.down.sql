ALTER TABLE `orders` DROP INDEX `orders_remark`;
ALTER TABLE `orders` DROP COLUMN `remark_id`;
