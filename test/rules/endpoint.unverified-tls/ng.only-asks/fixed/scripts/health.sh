#!/bin/bash
# Whether somebody answers.
curl -s -o /dev/null -w '%{http_code}' "https://hub.dten-platform.net/status"
wget --spider https://hub.dten-platform.net/status
# The password goes there all the same.
curl -s -o /dev/null -u "admin:$PASSWORD" "https://hub.dten-platform.net/status"
# The answer is thrown away.
while ! curl -s "https://hub.dten-platform.net" >/dev/null 2>&1; do sleep 1; done
# It is kept, or run, or something is changed.
curl -s -o /opt/dten/list "https://hub.dten-platform.net/list" >/dev/null
curl -s "https://hub.dten-platform.net/setup" | bash >/dev/null
curl -s -X DELETE "https://hub.dten-platform.net/hosts/1" >/dev/null
