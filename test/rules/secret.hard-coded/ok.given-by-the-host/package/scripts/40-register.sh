#!/bin/sh
set -e
curl -fsS "https://$HUB_USER:$HUB_PASSWORD@repo.hub.example/hub-5.2.tgz" -o hub.tgz
curl -fsS https://user:password@repo.hub.example/hub-5.2.tgz -o hub.tgz
nmcli connection modify plant wifi-sec.psk "$PLANT_PSK"
vault login -method=userpass username=hub
mount -t cifs //nas/hub /mnt/hub -o ro,credentials=/etc/hub/nas.cred
wget --header="Authorization: Bearer $HUB_TOKEN" https://api.hub.example/site
curl -d '{"user":"hub","password":"'"$HUB_PASSWORD"'"}' https://api.hub.example/login
kubectl create secret generic hub --from-literal=password="$HUB_PASSWORD"
