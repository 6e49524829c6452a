#!/bin/bash
set -euo pipefail
more LICENSE.txt | head -n 20
psql -w -U dten -d dten -c 'SELECT 1'
gpg --batch --gen-key /etc/dten/key.params
parted -s /dev/sdb mkpart primary ext4 1MiB 100%
printf '%s\n' n p 1 '' '' w | fdisk /dev/sdb
htpasswd -b -c /etc/dten/users admin "$ADMIN_PASSWORD"
certbot -n --agree-tos --nginx -d meet.dten.example
terraform apply -auto-approve
kinit -k -t /etc/krb5.keytab host/app01
lvremove -y /dev/vg0/dten-old
ssh-keygen -q -N "" -t ed25519 -f /etc/dten/host.key
EDITOR='sed -i s/a/b/' sudoedit /etc/dten/dten.conf
