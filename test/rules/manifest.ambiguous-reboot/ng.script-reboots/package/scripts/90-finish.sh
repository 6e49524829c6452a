#!/bin/bash
set -euo pipefail

finish() {
  if [[ "${SKIP_REBOOT:-}" != 1 ]]; then
    sudo systemctl reboot
  fi
}

update-initramfs -u -k all
finish
