SET lock_timeout = '5s';
SET statement_timeout = '10min';
ALTER TABLE ledger ALTER COLUMN booked_on SET NOT NULL;
