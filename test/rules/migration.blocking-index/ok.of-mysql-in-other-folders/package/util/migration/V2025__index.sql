CREATE INDEX idx_tags_record ON tags (tenant_record_id, record_id);
