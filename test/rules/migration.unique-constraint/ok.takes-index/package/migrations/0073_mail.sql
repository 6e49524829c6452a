CREATE UNIQUE INDEX CONCURRENTLY customers_mail_key ON customers (mail);
