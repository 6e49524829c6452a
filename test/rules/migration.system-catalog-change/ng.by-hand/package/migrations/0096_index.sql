UPDATE pg_index SET indisvalid = true WHERE indexrelid = 'orders_idx'::regclass;
DELETE FROM pg_catalog.pg_depend WHERE objid = 16422;
