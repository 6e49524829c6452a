SET lock_timeout = '3s';
ALTER TABLE meters ADD CONSTRAINT reading_positive CHECK (reading >= 0);
ALTER TABLE meters ADD CONSTRAINT meters_site FOREIGN KEY (site) REFERENCES sites (id);
CREATE INDEX meters_by_site ON meters (site);
