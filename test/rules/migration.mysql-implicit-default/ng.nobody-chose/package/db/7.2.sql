SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` ADD COLUMN `priority` int(11) UNSIGNED NOT NULL AFTER `state`, ALGORITHM=INPLACE, LOCK=NONE;
ALTER TABLE `customers` ADD COLUMN (`kind` enum('private','company') NOT NULL), ALGORITHM=INPLACE, LOCK=NONE;
