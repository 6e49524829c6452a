CREATE TABLE `notes` (`id` bigint NOT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB;
