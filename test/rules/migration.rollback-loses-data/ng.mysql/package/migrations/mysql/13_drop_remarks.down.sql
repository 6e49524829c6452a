ALTER TABLE `orders` ADD COLUMN `remark` longtext NULL AFTER `id`;
CREATE TABLE `vouchers` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
