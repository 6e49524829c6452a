-- the year before last goes to the archive
ALTER TABLE measurements DETACH PARTITION measurements_2024;
