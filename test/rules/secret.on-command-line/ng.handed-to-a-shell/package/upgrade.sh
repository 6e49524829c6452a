#!/bin/bash
set -euo pipefail
ssh root@db01 bash -s <<'END'
set -e
mysql -u dten -pKr4h-92lmQ8 -e 'select 1'
END
cat <<'END' | sudo bash
export DTEN_DB_PASSWORD=Zu7hq-21xWPe
sshpass -p 'Vb92-kqLLe7' scp a.tgz db01:/srv/
END
