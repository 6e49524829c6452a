ALTER TABLE `orders` DROP COLUMN `invoice_id`;
