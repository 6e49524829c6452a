ALTER TABLE order_lines ADD CONSTRAINT lines_positive CHECK (quantity > 0) NOT VALID;
ALTER TABLE order_lines VALIDATE CONSTRAINT lines_positive;
