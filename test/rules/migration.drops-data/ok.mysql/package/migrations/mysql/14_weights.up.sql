ALTER TABLE `parcels` ADD COLUMN `weight_new` int NULL;
UPDATE `parcels` SET `weight_new` = NULLIF(`weight`, 0);
ALTER TABLE `parcels` DROP COLUMN `weight`;
ALTER TABLE `parcels` CHANGE COLUMN `weight_new` `weight` int NULL;
CREATE TEMPORARY TABLE `wanted` (`id` bigint NOT NULL);
DROP TEMPORARY TABLE `wanted`;
ALTER TABLE `parcels` DROP INDEX `parcels_day`;
