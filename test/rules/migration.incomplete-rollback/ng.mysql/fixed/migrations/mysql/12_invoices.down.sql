ALTER TABLE `orders` RENAME COLUMN `status` TO `state`;
ALTER TABLE `orders` DROP COLUMN `invoice_id`;
DROP TABLE `invoices`;
