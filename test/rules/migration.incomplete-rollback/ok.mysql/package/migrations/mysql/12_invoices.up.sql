CREATE TABLE `invoices` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
ALTER TABLE `orders` ADD COLUMN `invoice_id` bigint NULL, CHANGE COLUMN `state` `status` varchar(20) NOT NULL;
ALTER TABLE `orders` ADD INDEX `orders_invoice` (`invoice_id`);
