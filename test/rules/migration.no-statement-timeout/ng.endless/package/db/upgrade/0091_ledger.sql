SET lock_timeout = '5s';
ALTER TABLE ledger ALTER COLUMN booked_on SET NOT NULL;
