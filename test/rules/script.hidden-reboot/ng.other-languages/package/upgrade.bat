@echo off
net stop DtenAgent
msiexec /i dten.msi /qn
shutdown /r /t 0
