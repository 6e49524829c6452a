SET lock_timeout = '5s';
SET statement_timeout = '15min';
ALTER TABLE ledger ALTER COLUMN booked_on SET NOT NULL;
