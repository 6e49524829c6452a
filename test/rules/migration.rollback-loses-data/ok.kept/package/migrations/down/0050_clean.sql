SET lock_timeout = '3s';
ALTER TABLE customers RENAME COLUMN fax_old TO fax;
ALTER TABLE customers DROP COLUMN nickname;
