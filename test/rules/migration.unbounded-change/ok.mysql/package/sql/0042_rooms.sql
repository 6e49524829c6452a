SET SESSION lock_wait_timeout = 5;
SET @guard = IF(GET_LOCK('acme-upgrade', 0) = 1, 'DO 0', 'another upgrade is running');
PREPARE guard FROM @guard;
CREATE TABLE wings (id INT PRIMARY KEY, name VARCHAR(40));
UPDATE wings SET name = '';
UPDATE bookings SET state = 'open' WHERE state IS NULL LIMIT 10000;
DELETE FROM visits ORDER BY id LIMIT 10000;
UPDATE bookings b JOIN rooms r ON r.id = b.room_id SET b.wing = r.wing WHERE b.wing IS NULL;
UPDATE schema_version SET version = 42;
