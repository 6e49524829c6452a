#!/bin/bash
# Whether somebody answers.
curl -s -o /dev/null -w '%{http_code}' "https://hub.dten-platform.net/status"
wget --spider https://hub.dten-platform.net/status
# The password goes there all the same.
curl -s -o /dev/null -u "admin:$PASSWORD" "https://hub.dten-platform.net/status"
