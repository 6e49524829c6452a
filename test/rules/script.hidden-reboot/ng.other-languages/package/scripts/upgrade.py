#!/usr/bin/env python3
import subprocess

subprocess.run(["systemctl", "reboot"], check=True)
