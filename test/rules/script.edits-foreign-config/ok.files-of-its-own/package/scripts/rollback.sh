#!/bin/sh
sed -i '/dten/d' /etc/sysctl.conf
