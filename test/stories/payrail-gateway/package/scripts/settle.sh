#!/bin/bash
set -euo pipefail
sudo chown payrail: /var/spool/payrail/*
sftp -b - settle@files.clearing-old.example <<'END'
put /var/spool/payrail/*.csv /in/
END
