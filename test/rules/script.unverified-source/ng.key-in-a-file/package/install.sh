#!/bin/bash
CHOST='c.hub.example'
wget http://packages.dten.example/keys/signing.key -O /tmp/signing.key
apt-key add /tmp/signing.key
wget $CHOST/deb_signing.key -O deb_signing.key
apt-key add deb_signing.key
wget c.hub.example/GPG.txt -O /etc/pki/rpm-gpg/RPM-GPG-KEY-HUB
rpm --import http://x.example.net/KEY
curl http://x.example.net/KEY -o key.asc
gpg --dearmor -o /etc/apt/keyrings/x.gpg key.asc
