SET lock_timeout = '3s';
ALTER TABLE events ALTER COLUMN activity_id TYPE varchar(255);
