UPDATE orders SET state = 1;
