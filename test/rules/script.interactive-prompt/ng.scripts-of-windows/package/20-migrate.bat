@echo off
set /p GO=Continue with the migration?
rd /s C:\ProgramData\Dten\old
reg delete HKLM\SOFTWARE\DtenOld
pause
