SET lock_timeout = '3s';
ALTER TABLE app.invoices ADD COLUMN note text;
CREATE INDEX CONCURRENTLY invoices_note_idx ON app.invoices (note);
ALTER TABLE public.customers ADD COLUMN note text;
ALTER TABLE customers ADD COLUMN remark text;
ALTER TABLE sessions ADD COLUMN remark text;
