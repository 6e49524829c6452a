SET SESSION lock_wait_timeout = 5;
CREATE TABLE `consents` (`id` int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, `subject` char(36) NOT NULL) ENGINE=InnoDB;
