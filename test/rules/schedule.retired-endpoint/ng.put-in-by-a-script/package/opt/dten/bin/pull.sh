#!/bin/sh
DOMAIN=old.dten.example
HOST="sftp.$DOMAIN"
echo "pull from $HOST"
sftp -b /opt/dten/etc/batch "dten@$HOST"
