ALTER TABLE `orders` ADD COLUMN `invoice_id` bigint NULL AFTER `id`;
