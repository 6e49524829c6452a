#Requires -RunAsAdministrator
Stop-Service -Name DtenAgent
if (Test-Path "$PSScriptRoot\driver.inf") {
  Restart-Computer -Force
}
Start-Process shutdown.exe -ArgumentList "/r /t 60"
