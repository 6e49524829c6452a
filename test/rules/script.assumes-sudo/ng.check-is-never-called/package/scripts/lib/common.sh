info() { echo "$*"; }
require_root() { [ "$(id -u)" -eq 0 ] || exit 1; }
