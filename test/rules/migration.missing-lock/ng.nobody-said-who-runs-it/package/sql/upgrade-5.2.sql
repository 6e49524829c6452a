ALTER TABLE devices RENAME COLUMN serial TO serial_number;
DROP INDEX devices_serial_idx;
ALTER TABLE audit.log SET LOGGED;
