# Functions for the others.
step() { echo "$@"; }
