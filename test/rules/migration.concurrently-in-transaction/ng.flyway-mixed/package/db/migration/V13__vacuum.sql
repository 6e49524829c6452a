UPDATE settings SET value = '2' WHERE name = 'layout';
VACUUM settings;
