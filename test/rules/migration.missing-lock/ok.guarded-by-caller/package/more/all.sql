SELECT pg_advisory_lock(4711);
\ir steps/one.sql
