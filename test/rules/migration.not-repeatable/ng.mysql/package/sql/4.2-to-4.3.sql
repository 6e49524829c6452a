CREATE TABLE `invoices` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
ALTER TABLE `orders` CHANGE COLUMN `state` `status` varchar(20) NOT NULL;
