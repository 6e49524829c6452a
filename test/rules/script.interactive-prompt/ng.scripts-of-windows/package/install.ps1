$ErrorActionPreference = 'Stop'
$service = Read-Host 'Service to upgrade'
Stop-Service -Name DtenAgent
Remove-Item 'C:\Program Files\Dten\cache' -Recurse -Confirm
Unregister-ScheduledTask -TaskName DtenNightly
Start-Service -Name DtenAgent
