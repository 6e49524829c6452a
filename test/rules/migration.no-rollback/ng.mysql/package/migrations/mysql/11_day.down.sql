ALTER TABLE `parcels` DROP COLUMN `day`;
