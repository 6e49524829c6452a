#!/bin/bash
set -euo pipefail

dnf module reset -y postgresql
dnf module switch-to -y postgresql:16
postgresql-setup --upgrade
