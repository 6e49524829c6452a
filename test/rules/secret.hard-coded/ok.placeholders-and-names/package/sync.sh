#!/bin/sh
# Enter your personal token
GIT_TOKEN="abcdefghijklmnopqrstuvwxyz0123456789"
git clone "https://$GIT_TOKEN@git.dten.example/mirror"

[ -z "$DIRECTORY_PASSWORD1" ] && DIRECTORY_PASSWORD1=notset1
[ -z "$DIRECTORY_PASSWORD2" ] && DIRECTORY_PASSWORD2=notset2
if [ "$DIRECTORY_PASSWORD1" != "$DIRECTORY_PASSWORD2" ]; then
  echo "$(date): sync - attempt to change password 'for' $USER by $REMOTE_USER" >> /var/log/dten/sync.log
  exit 1
fi
