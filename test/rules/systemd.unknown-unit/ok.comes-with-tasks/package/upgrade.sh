#!/bin/sh
set -e
systemctl restart dnscrypt-proxy.service
systemctl restart amavis
service saslauthd restart
if pgrep ntpd >/dev/null; then
    /etc/init.d/ntp stop
    ntpdate pool.ntp.org
    /etc/init.d/ntp start
fi
