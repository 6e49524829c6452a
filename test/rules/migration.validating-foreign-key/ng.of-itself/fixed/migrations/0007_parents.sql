ALTER TABLE label_type ADD CONSTRAINT label_type_parent FOREIGN KEY (parent) REFERENCES label_type (id) NOT VALID;
ALTER TABLE label_type VALIDATE CONSTRAINT label_type_parent;
