#Requires -RunAsAdministrator
$account = "dtensvc"
$password = Read-Host -AsSecureString
$fixed = ConvertTo-SecureString "Tr0ub4dor-9x7Kq" -AsPlainText -Force
$given = ConvertTo-SecureString $env:DTEN_SECRET -AsPlainText -Force
New-LocalUser $account -Password $fixed
