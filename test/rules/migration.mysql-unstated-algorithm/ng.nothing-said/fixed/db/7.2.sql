SET SESSION lock_wait_timeout = 5;
ALTER TABLE `orders`
  ADD COLUMN `region` varchar(20) NOT NULL DEFAULT 'eu',
  ADD INDEX `orders_region` (`region`), ALGORITHM=INPLACE, LOCK=NONE; -- the report of the night needs it
CREATE INDEX `orders_state` ON `orders` (`state`) ALGORITHM=INPLACE LOCK=NONE;
