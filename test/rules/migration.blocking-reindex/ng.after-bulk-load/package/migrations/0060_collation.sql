-- The new system libraries sort differently.
REINDEX TABLE customers;
