ALTER TABLE `parcels` ADD COLUMN `day` date NULL;
