ALTER TABLE customers ADD CONSTRAINT customers_mail_key UNIQUE (mail);
