#!/bin/bash
set -euo pipefail

cat >/etc/systemd/system/dten-report.service <<'UNIT'
[Unit]
Description=Reports of the platform
Requires=dtend.service

[Service]
ExecStartPre=/bin/systemctl reload dtend
ExecStart=/opt/dten/bin/dten-report
UNIT
systemctl daemon-reload
systemctl enable --now dten-report.service
