icacls C:\Dten /grant Everyone:(OI)(CI)F /T
icacls C:\Dten\logs /grant "NT SERVICE\Dten":(OI)(CI)M
