CREATE TABLE IF NOT EXISTS `invoices` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
ALTER TABLE `orders` MODIFY COLUMN `status` varchar(20) NOT NULL;
DROP TABLE IF EXISTS `vouchers`;
CREATE TABLE `vouchers` (`id` bigint NOT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB;
