Set-ExecutionPolicy Bypass -Scope Process -Force
iex ((New-Object System.Net.WebClient).DownloadString('https://get.tools.example/install.ps1'))
Invoke-WebRequest https://get.dten.example/agent.ps1 -UseBasicParsing | Invoke-Expression
Invoke-Expression (irm https://get.dten.example/more.ps1)
$list = Invoke-RestMethod https://get.dten.example/list.json
