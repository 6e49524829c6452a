UPDATE customers SET region = 'eu';
DELETE FROM sessions;
