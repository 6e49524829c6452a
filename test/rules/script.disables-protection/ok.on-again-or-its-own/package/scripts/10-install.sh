#!/bin/bash
mode=$(getenforce)
setenforce 0
rpm -Uvh hub-5.2.0.rpm
setenforce 1
sed -i 's/^SELINUX=disabled/SELINUX=enforcing/' /etc/selinux/config
ufw allow 8443/tcp comment 'do not disable'
firewall-cmd --permanent --add-port=8443/tcp
iptables -t nat -F
iptables -F HUB-MEDIA
iptables -A INPUT -p tcp --dport 8443 -j ACCEPT
nft list ruleset
systemctl stop hub-firewall-agent.service
