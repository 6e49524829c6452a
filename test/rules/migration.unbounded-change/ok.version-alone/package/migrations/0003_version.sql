SET lock_timeout = '3s';
UPDATE settings SET app_version = '1.6.5';
