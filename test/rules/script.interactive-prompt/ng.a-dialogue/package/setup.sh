#!/bin/bash
set -e
read -r -p "Host name: " HOST
read -r -p "Domain: " DOMAIN
read -r -p "Administrator: " ADMIN
read -r -p "Mail address: " MAIL
read -r -p "Database host: " DB_HOST
read -r -p "Database name: " DB_NAME
read -r -p "Database user: " DB_USER
read -r -p "Port: " PORT
printf "host=%s\n" "$HOST" > /etc/hub/site.conf
