-- Rooms came from sftp.old.dten.example until 2025.
UPDATE settings SET value = 'https://api.old.dten.example/v2' WHERE name = 'import.url';
