SET lock_timeout = '3s';
ALTER TABLE customers RENAME COLUMN mail TO email;
ALTER TABLE customers RENAME COLUMN phone TO phone_number;
ALTER TABLE app.invoice RENAME TO invoices;
ALTER TYPE order_state RENAME VALUE 'open' TO 'pending';
