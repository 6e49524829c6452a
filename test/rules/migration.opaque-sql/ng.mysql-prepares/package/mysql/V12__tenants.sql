SET SESSION lock_wait_timeout = 5;
SET @ddl = CONCAT('ALTER TABLE ', @tenant, '_orders ADD COLUMN region varchar(8)');
PREPARE change_orders FROM @ddl;
EXECUTE change_orders;
DEALLOCATE PREPARE change_orders;
