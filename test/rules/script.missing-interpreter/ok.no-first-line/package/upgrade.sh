systemctl stop hub
cp -a payload/. /opt/hub/
systemctl start hub
