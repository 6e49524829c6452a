-- one migration at a time
SELECT pg_advisory_lock(4711);
