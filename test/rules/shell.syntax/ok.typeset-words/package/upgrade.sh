#!/bin/bash
set -e
show() { echo "$@"; }
echo “DTEN” – done
printf ‘%s’ x
show “ready” — now
mkdir -p "/opt/dten/café – menü"
# “quoted” – a remark
cat <<END
“DTEN” –x
END
