-- SELECT cron.schedule('old', '0 1 * * *', 'SELECT 1');
SELECT cron.schedule('nightly', '30 2 * * *', $$DELETE FROM events WHERE at < now() - interval '90 days'$$);
SELECT cron.schedule('0 4 * * 0', 'VACUUM events');
