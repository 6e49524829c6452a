#!/bin/bash
set -euo pipefail
ssh -oStrictHostKeyChecking=accept-new app02.dten.example true
