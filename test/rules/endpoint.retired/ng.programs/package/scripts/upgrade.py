#!/usr/bin/env python3
import requests

# requests.get("https://sftp.old.dten.example/old")
IMPORT = "sftp://sftp.old.dten.example/incoming"
print("import no longer uses https://sftp.old.dten.example/")
requests.post("https://sftp.old.dten.example/hook", json={})
