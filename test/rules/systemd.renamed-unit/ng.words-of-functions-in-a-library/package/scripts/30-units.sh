#!/bin/sh
set -eu
OLD=dten-agent
UNIT=/etc/systemd/system/dten-web.service
echo "[Unit]" > $UNIT
echo "Description=web" >> $UNIT
echo "Requires=dten-agent.service" >> $UNIT
printf '[Service]\nExecStart=/opt/dten/bin/web\n' >> "$UNIT"
cat > "/etc/systemd/system/dten-import.service" <<END
[Unit]
BindsTo=${OLD}.service
[Service]
ExecStart=/opt/dten/bin/import
END
systemctl daemon-reload
systemctl restart dten-web dten-import
