#!/usr/bin/env python3
import shutil
import subprocess

shutil.rmtree("/var/lib/postgresql")
subprocess.run(["rm", "-rf", "/var/lib/redis"], check=True)
subprocess.run(["mkfs.ext4", "-F", "/dev/sdb1"], check=True)
shutil.rmtree("/opt/dten/build")
