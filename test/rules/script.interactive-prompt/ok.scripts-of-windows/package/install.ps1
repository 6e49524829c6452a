param([string]$Service, [switch]$Ask)
if ($Ask) { $Service = Read-Host 'Service to upgrade' }
Remove-Item 'C:\Program Files\Dten\cache' -Recurse -Confirm:$false
Unregister-ScheduledTask -TaskName DtenNightly -Confirm:$false
