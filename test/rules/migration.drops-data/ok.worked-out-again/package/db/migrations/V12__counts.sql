DO $$
BEGIN
  -- Kept for the check after the migration.
  DROP TABLE IF EXISTS checks.deleted_rows;
  CREATE TABLE checks.deleted_rows AS
    SELECT order_id, count(*) AS rows FROM order_rows WHERE gone GROUP BY order_id;
END
$$;
DROP TABLE IF EXISTS order_totals;
CREATE TABLE IF NOT EXISTS order_totals AS SELECT order_id, sum(price) AS total FROM order_rows GROUP BY order_id;
