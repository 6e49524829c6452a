-- nothing to do
ALTER TABLE orders DROP COLUMN remark;
ALTER TABLE orders DROP COLUMN note;
