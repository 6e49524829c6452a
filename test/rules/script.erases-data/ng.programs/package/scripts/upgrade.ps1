Clear-Disk -Number 1 -RemoveData -Confirm:$false
Remove-Item -Recurse -Force 'C:\ProgramData\MySQL\MySQL Server 8.0\Data'
Remove-Item -Recurse -Force 'C:\Program Files\Dten\bin'
