#!/bin/sh
set -e
export COST_API=ico-f8Zq2LmX0vR7tB4nY6wK1sD9hJ3gP5cA
exec /opt/acme/bin/cost-report
