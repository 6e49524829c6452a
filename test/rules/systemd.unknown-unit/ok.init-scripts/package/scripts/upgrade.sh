#!/bin/sh
set -e
/etc/init.d/nginx restart
/etc/init.d/dten-agent restart
update-rc.d dten-agent defaults
update-rc.d dten-old remove
update-rc.d -f dten-old remove
if [ -x /etc/init.d/dten-legacy ]; then
  /etc/init.d/dten-legacy stop
fi
test -x /etc/init.d/dten-past && /etc/init.d/dten-past restart
/etc/init.d/dten-gone stop || true
chkconfig --del dten-old
chkconfig --list
cp /etc/init.d/dten-kept /tmp
/etc/init.d/dten-tool check-config
cat > /etc/init.d/dten-dns <<'EOF'
#!/bin/sh
exec /opt/dten/bin/dns
EOF
chmod +x /etc/init.d/dten-dns
update-rc.d dten-dns defaults
cp scripts/dten-log.init /etc/init.d/dten-log
update-rc.d dten-log defaults
