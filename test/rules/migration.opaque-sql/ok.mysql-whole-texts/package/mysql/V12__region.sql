SET SESSION lock_wait_timeout = 5;
SET @ddl = (SELECT IF(COUNT(*) = 0, 'ALTER TABLE orders ADD COLUMN region varchar(8), ALGORITHM=INPLACE, LOCK=NONE', 'SELECT 1')
  FROM information_schema.columns WHERE table_name = 'orders' AND column_name = 'region');
PREPARE change_orders FROM @ddl;
EXECUTE change_orders;
DEALLOCATE PREPARE change_orders;
SET @asks = CONCAT('SELECT COUNT(*) FROM ', 'orders');
PREPARE asks FROM @asks;
