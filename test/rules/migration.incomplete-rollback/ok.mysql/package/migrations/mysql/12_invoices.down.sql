ALTER TABLE `orders` CHANGE COLUMN `status` `state` varchar(20) NOT NULL;
ALTER TABLE `orders` DROP COLUMN `invoice_id`;
DROP TABLE `invoices`;
