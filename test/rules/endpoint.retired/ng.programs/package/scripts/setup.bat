rem https://sftp.old.dten.example/old
curl https://sftp.old.dten.example/tools.zip -o tools.zip
