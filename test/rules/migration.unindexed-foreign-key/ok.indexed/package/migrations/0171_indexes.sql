CREATE INDEX CONCURRENTLY orders_region_idx ON orders (region_id, created_at);
CREATE INDEX CONCURRENTLY invoices_line_idx ON invoices (line, order_id);
