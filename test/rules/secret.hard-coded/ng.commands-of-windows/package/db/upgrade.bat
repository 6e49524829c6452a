@echo off
sqlcmd -S db01 -U sa -P Tr0ub4dor-9x7Kq -i upgrade.sql
sqlcmd -S db01 -U sa -P %SA_PASSWORD% -i upgrade.sql
net user dtensvc Wint3r-r0ad-71 /add
net user dtensvc * /add
net user dtensvc /delete
net use Z: \\files\dten Wint3r-r0ad-71 /user:DTEN\deploy
