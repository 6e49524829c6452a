SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders` CONVERT TO CHARACTER SET utf8mb4;
ALTER TABLE `orders` ADD CONSTRAINT `orders_customer` FOREIGN KEY (`customer_id`) REFERENCES `customers` (`id`);
ALTER TABLE `customers` ADD COLUMN `token` binary(16) NOT NULL DEFAULT (uuid_to_bin(uuid()));
ALTER TABLE `notes` ENGINE=MyISAM;
CREATE FULLTEXT INDEX `notes_body` ON `notes` (`body`);
ALTER TABLE `invoices` MODIFY `number` bigint NOT NULL;
ALTER TABLE `payments` ADD COLUMN `state` int NOT NULL DEFAULT 0, ALGORITHM=COPY;
ALTER TABLE `refunds` DROP PRIMARY KEY, ALGORITHM=INPLACE;
