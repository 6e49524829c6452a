#!/bin/bash
set -euo pipefail
ssh -oStrictHostKeyChecking=no app02.dten.example true
