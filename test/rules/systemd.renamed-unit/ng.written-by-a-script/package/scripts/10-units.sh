#!/bin/bash
set -euo pipefail

cat >/etc/systemd/system/dten-report.service <<'UNIT'
[Unit]
Description=Reports of the platform
Requires=dten-agent.service

[Service]
ExecStartPre=/bin/systemctl reload dten-agent
ExecStart=/opt/dten/bin/dten-report
UNIT
systemctl daemon-reload
systemctl enable --now dten-report.service
