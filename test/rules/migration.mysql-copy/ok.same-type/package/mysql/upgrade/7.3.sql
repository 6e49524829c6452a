SET SESSION lock_wait_timeout = 5;
ALTER TABLE `consents` MODIFY `subject` char(36) NOT NULL;
