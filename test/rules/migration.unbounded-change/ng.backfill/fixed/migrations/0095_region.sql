-- In portions of 500 pages, each in a transaction of its own: stopped, it can be run again.
DO $$
DECLARE
  page bigint := 0;
BEGIN
  WHILE page * current_setting('block_size')::bigint < pg_relation_size('customers') LOOP
    UPDATE customers SET region = 'eu'
     WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid
       AND (region IS DISTINCT FROM 'eu');
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;
-- What others have written meanwhile.
UPDATE customers SET region = 'eu' WHERE region IS DISTINCT FROM 'eu';
DELETE FROM sessions;
