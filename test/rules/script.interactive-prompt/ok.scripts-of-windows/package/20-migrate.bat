@echo off
if not defined GO set /p GO=Continue with the migration?
set /p VERSION=<version.txt
choice /c yn /t 5 /d y
rd /s /q C:\ProgramData\Dten\old
reg delete HKLM\SOFTWARE\DtenOld /f
timeout /t 5 /nobreak
