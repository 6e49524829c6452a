SOURCE=sftp.old.dten.example
