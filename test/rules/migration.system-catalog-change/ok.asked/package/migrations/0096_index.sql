SELECT indisvalid FROM pg_index WHERE indexrelid = 'orders_idx'::regclass;
UPDATE pages SET state = 'old' WHERE id = 4;
