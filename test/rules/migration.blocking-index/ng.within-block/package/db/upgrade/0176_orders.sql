SET lock_timeout = '5s';
DO $$
BEGIN
  IF to_regclass('shop.orders_placed_idx') IS NULL THEN
    CREATE INDEX orders_placed_idx ON shop.orders (placed_at);
  END IF;
  EXECUTE format('CREATE INDEX %I ON %I.items (number)', 'items_number_idx', 'shop');
END $$;
