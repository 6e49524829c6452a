# Was https://sftp.old.dten.example/old once.
Write-Host "no longer fetched from https://sftp.old.dten.example/tools"
Invoke-WebRequest https://sftp.old.dten.example/tools.zip -OutFile tools.zip
$mirror = 'https://sftp.old.dten.example/mirror'
