DROP INDEX feeds_title_idx;
ALTER TABLE feeds DROP COLUMN site_url;
