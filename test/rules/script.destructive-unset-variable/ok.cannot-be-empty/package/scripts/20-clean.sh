#!/bin/bash
case "$MODE" in
    full) BASE=/srv/hub ;;
    *) BASE=/srv/hub/cache ;;
esac
rm -rf "$BASE/old"
for dir in /opt/hub/a /opt/hub/b; do rm -rf "$dir/tmp"; done
while read -r dir; do rm -rf "$dir/tmp"; done < dirs.txt
if [ -d "$EXTRA" ]; then rm -rf "$EXTRA/var"; fi
rm -rf "$HOME/.cache/hub"
rm -rf "$LEFT_OVER"
