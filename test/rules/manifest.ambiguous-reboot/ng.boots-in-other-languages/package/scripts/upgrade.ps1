Stop-Service Vendor
Restart-Computer -Force
