@echo off
rem shutdown /r is for later
msiexec /i agent.msi /qn
shutdown /r /t 0
