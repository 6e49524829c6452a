ALTER TABLE invoices RENAME TO invoice;
