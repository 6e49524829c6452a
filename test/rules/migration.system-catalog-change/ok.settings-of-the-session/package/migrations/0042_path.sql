SET lock_timeout = '3s';
UPDATE pg_settings SET setting = 'shop,' || setting WHERE name = 'search_path';
