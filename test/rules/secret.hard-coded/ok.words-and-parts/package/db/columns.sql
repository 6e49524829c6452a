INSERT INTO t_alter_column values('ad_password','OneTimeCode','VARCHAR(100)',null,null);
INSERT INTO status (name, where_clause, password_hint) VALUES ('Default passwords', '(Password=''System7'' OR Password=Name)', NULL);
