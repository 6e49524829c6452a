UPDATE person SET password = 'SALT_' || salt || password;
