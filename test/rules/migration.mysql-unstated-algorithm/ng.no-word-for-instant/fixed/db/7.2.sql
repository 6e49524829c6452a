SET SESSION lock_wait_timeout = 5;
ALTER TABLE `parcels` MODIFY `state` enum('open','paid','sent') NOT NULL, ALGORITHM=INPLACE, LOCK=NONE;
