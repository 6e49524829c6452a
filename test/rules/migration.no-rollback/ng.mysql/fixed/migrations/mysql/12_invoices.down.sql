-- nothing to do
ALTER TABLE `orders` DROP COLUMN `invoice_id`;
