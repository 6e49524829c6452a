CREATE OR REPLACE FUNCTION shop.tighten_orders() RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
  ALTER TABLE shop.orders ALTER COLUMN total SET NOT NULL;
END
$body$;
