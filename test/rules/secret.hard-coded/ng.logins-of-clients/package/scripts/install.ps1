sc.exe config Dten obj= .\dten password= Bn6mJu7kIl
Invoke-RestMethod -Uri https://api.dten.example/v1 -Headers @{ 'X-Api-Key' = 'c41f0b9e6a7d4835b2e0f9a1d6c8573e' }
