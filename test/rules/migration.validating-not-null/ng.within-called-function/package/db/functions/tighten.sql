CREATE OR REPLACE FUNCTION shop.tighten_orders() RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
  IF EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'orders' AND is_nullable = 'YES') THEN
    ALTER TABLE shop.orders ALTER COLUMN total SET NOT NULL;
  END IF;
END
$body$;
