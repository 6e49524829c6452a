SET session_replication_role = replica;
ALTER TABLE orders DISABLE TRIGGER ALL;
INSERT INTO orders SELECT * FROM old_orders;
ALTER TABLE orders ENABLE TRIGGER ALL;
