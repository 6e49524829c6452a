ALTER TABLE order_lines ADD CONSTRAINT lines_positive CHECK (quantity > 0);
