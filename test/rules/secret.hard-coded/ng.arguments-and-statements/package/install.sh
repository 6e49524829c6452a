#!/bin/sh
set -e
mysql -u root -p'Zr8!kelder' -e "CREATE DATABASE IF NOT EXISTS tickets"
mysql -u root -p'Zr8!kelder' <<SQL
CREATE USER 'tickets'@'localhost' IDENTIFIED BY 'm4Lq-tickets-77';
SQL
curl -fsS -u 'mirror:Hafen_5512' https://files.acme.net/tickets.tgz -o /tmp/tickets.tgz
echo 'tickets:w9Kd.22-p' | chpasswd
cat > /etc/tickets/ldap.conf <<EOF
binddn cn=tickets,dc=acme,dc=net
bindpw Bq5-rt81Vz
EOF
