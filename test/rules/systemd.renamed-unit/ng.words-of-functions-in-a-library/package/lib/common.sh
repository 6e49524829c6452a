# shellcheck shell=bash
log() { echo "[$(date +%T)] $*"; }
# svc is a program of daemontools as well
svc() {
  local action=$1; shift
  local name
  for name in "$@"; do
    log "$action $name"
    systemctl "$action" "$name.service"
  done
}
