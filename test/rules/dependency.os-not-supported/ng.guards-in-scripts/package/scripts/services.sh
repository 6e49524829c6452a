#!/bin/bash
set -e
[[ "$(lsb_release -is)" == Ubuntu ]] || exit 1
systemctl enable dtend.service

source /etc/os-release
if [[ "${PLATFORM_ID}" == "platform:el9" && "$ID" == rocky ]]; then
    firewall-cmd --reload
elif [[ "${ID}" == "ubuntu" && ( "${VERSION_ID}" == "22.04" || "${VERSION_ID}" == "24.04" ) ]]; then
    ufw reload
else
    echo "System not supported"
    exit 1
fi
