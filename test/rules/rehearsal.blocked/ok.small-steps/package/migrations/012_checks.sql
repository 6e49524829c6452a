SET lock_timeout = '3s';
ALTER TABLE meters ADD CONSTRAINT reading_positive CHECK (reading >= 0) NOT VALID;
ALTER TABLE meters VALIDATE CONSTRAINT reading_positive;
CREATE TABLE tariffs (id bigint PRIMARY KEY, price numeric);
CREATE INDEX tariffs_by_price ON tariffs (price);
CREATE INDEX CONCURRENTLY meters_by_site ON meters (site);
