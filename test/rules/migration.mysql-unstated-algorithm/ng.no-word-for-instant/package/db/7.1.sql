CREATE TABLE `orders` (`id` int PRIMARY KEY, `state` enum('open','paid') NOT NULL) ENGINE=InnoDB;
