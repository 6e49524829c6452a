#!/bin/bash
HERE=$(cd "$(dirname "$0")" && pwd)
. "$HERE/common/choices"
. "$HERE/common/repo"

choose_features
PACKAGES="dten-antispam dten-admin cyrus-sasl-saslauthd jq"
PACKAGES="$PACKAGES $FEATURES"
setup_repo

systemctl enable dten-antispam.service
systemctl restart dten-antispam.service
