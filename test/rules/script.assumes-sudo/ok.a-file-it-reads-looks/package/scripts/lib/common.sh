begin() { log "begin"; require_root; }
log() { echo "$*"; }
require_root() { [ "$(id -u)" -eq 0 ] || exit 1; }
as_root() { sudo "$@"; }
