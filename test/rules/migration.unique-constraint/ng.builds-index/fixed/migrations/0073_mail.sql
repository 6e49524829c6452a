CREATE UNIQUE INDEX CONCURRENTLY customers_mail_key ON customers (mail);
ALTER TABLE customers ADD CONSTRAINT customers_mail_key UNIQUE USING INDEX customers_mail_key;
