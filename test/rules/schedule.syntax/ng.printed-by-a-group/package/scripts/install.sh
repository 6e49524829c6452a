#!/bin/bash
set -e
{
  echo 'MAILTO=root'
  echo '61 * * * * root /usr/bin/true'
} > /etc/cron.d/dten-poll

for host in app01 app02; do
  echo "5 24 * * * root /usr/bin/true $host"
done > /etc/cron.d/dten-hosts

printf '%s' '*/5 * * * * root /usr/bin/true' > /etc/cron.d/dten-open

CLEANUP='0 4 32 * * root /usr/bin/true'
echo "$CLEANUP" > /etc/cron.d/dten-cleanup

report_job() {
  cat <<EOF
0 4 * 13 * root /usr/bin/true
EOF
}
report_job > /etc/cron.d/dten-report
