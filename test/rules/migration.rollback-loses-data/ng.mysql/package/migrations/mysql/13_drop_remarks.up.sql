ALTER TABLE `orders` DROP COLUMN `remark`;
DROP TABLE `vouchers`;
