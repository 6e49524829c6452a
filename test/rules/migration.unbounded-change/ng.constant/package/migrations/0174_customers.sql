SET lock_timeout = '5s';
-- all customers get the new state
UPDATE customers SET state = 'active', checked = false;
