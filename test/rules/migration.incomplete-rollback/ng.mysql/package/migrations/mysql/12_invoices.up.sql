CREATE TABLE `invoices` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `order_id` bigint NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
ALTER TABLE `orders` ADD COLUMN `invoice_id` bigint NULL, CHANGE COLUMN `state` `status` varchar(20) NOT NULL;
