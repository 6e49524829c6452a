UPDATE settings SET `schema_signature` = 'f8856d56';
