SET lock_timeout = '3s';
SELECT pg_advisory_lock(4711);
ALTER TABLE orders ADD COLUMN note text;
\copy orders FROM 'orders.csv'
