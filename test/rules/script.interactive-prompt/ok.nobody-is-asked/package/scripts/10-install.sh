#!/bin/bash
set -e
export DEBIAN_FRONTEND=noninteractive
apt-get -y install openjdk-17-jre-headless
apt-get -qq install postgresql-client
yes | apt-get install hub-fonts
yum -y localinstall hub.rpm
dpkg-reconfigure tzdata
echo "hubadmin:$HUB_PASSWORD" | chpasswd
while read -r unit _; do
    systemctl stop "$unit"
done < units.txt
read -r major minor <<< "$(cut -d. -f1-2 /etc/debian_version)"
read -r -t 10 -p "Starting in ten seconds, any key to start now " || true
read_state() { read -r state; echo "$state"; }
cat /var/lib/hub/state | read_state
ssh-keygen -q -t ed25519 -N '' -f /etc/hub/sync_key
docker system prune -af
