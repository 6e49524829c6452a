SET lock_timeout = '5s';
CREATE OR REPLACE FUNCTION fill_reports() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DROP TABLE IF EXISTS kept_orders;
  CREATE TEMP TABLE kept_orders ON COMMIT DROP AS SELECT id, total FROM orders WHERE total > 0;
  CREATE INDEX ON kept_orders (id);
  INSERT INTO reports (order_id, total) SELECT id, total FROM kept_orders;
END $$;
SELECT fill_reports();
DO $$
BEGIN
  DROP TABLE IF EXISTS seen_carts;
  CREATE TEMPORARY TABLE seen_carts (id bigint);
  TRUNCATE seen_carts;
END $$;
