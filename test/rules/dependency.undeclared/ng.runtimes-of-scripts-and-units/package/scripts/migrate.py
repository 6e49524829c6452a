#!/usr/bin/python3.12
import subprocess

subprocess.run(["systemctl", "is-active", "dtend.service"], check=True)
