CREATE TABLE `parcels` (`id` int PRIMARY KEY, `state` enum('open','paid') NOT NULL) ENGINE=InnoDB;
