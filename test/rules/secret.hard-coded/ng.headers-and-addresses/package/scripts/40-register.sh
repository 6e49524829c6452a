#!/bin/sh
set -e
curl -fsS https://deploy:Qz7vW3kLp9xT@repo.hub.example/hub-5.2.tgz -o hub.tgz
nmcli device wifi connect Plant7 password Tr0ub4dor3xyz
nmcli connection modify plant wifi-sec.psk Gr3enFieldZ77
vault login hvs.QkIJ3vQ9x8LmN2pR5tUv7wXyZ41
mount -t cifs //nas/hub /mnt/hub -o ro,username=hub,password=Wint3rGarden26
wget --header='Authorization: Bearer 8f14e45fceea167a5a36dedd4bea2543' https://api.hub.example/site
curl "https://api.hub.example/site?access_token=9b14e45fceea167a5a36dedd4bea2511"
curl -d '{"user":"hub","password":"Wint3rGarden27"}' https://api.hub.example/login
kubectl create secret generic hub --from-literal=password=Wint3rGarden28
git config --global http.extraheader "AUTHORIZATION: bearer 7a14e45fceea167a5a36dedd4bea25aa"
