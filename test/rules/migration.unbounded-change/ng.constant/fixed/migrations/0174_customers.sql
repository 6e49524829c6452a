SET lock_timeout = '5s';
-- all customers get the new state
-- In portions of 500 pages, each in a transaction of its own: stopped, it can be run again.
DO $$
DECLARE
  page bigint := 0;
BEGIN
  WHILE page * current_setting('block_size')::bigint < pg_relation_size('customers') LOOP
    UPDATE customers SET state = 'active', checked = false
     WHERE ctid >= format('(%s,0)', page)::tid AND ctid < format('(%s,0)', page + 500)::tid
       AND (state IS DISTINCT FROM 'active' OR checked IS DISTINCT FROM false);
    COMMIT;
    page := page + 500;
  END LOOP;
END $$;
-- What others have written meanwhile.
UPDATE customers SET state = 'active', checked = false WHERE state IS DISTINCT FROM 'active' OR checked IS DISTINCT FROM false;
