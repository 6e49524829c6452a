#!/bin/bash
set -euo pipefail
more LICENSE.txt
psql -W -U dten -d dten -c 'SELECT 1'
gpg --full-gen-key
ssh-copy-id root@app02
parted /dev/sdb mkpart primary ext4 1MiB 100%
htpasswd -c /etc/dten/users admin
certbot --nginx -d meet.dten.example
terraform apply
kinit admin@DTEN.EXAMPLE
lvremove /dev/vg0/dten-old
sudoedit /etc/dten/dten.conf
