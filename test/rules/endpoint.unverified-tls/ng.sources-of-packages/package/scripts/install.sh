#!/bin/bash
set -euo pipefail
printf '[dten]\nbaseurl=https://repo.dten.example/el9\ngpgcheck=0\n' >/etc/yum.repos.d/dten.repo
snap install dten --dangerous
echo "[dten-extra]" >/etc/yum.repos.d/dten-extra.repo
echo "baseurl=https://repo.dten.example/extra" >>/etc/yum.repos.d/dten-extra.repo
echo "gpgcheck=1" >>/etc/yum.repos.d/dten-extra.repo
echo "sslverify=0" >>/etc/yum.repos.d/dten-extra.repo
echo "[dten-old]" >>/etc/yum.repos.d/dten-extra.repo
echo "baseurl=https://repo.dten.example/old" >>/etc/yum.repos.d/dten-extra.repo
echo "sslverify=0" >>/etc/yum.repos.d/dten-extra.repo
