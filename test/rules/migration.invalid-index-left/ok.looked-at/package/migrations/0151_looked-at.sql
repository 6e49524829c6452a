CREATE INDEX CONCURRENTLY IF NOT EXISTS invoices_order_idx ON invoices (order_id);
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_index WHERE indexrelid = 'invoices_order_idx'::regclass AND NOT indisvalid) THEN
    RAISE EXCEPTION 'invoices_order_idx was not finished';
  END IF;
END $$;
