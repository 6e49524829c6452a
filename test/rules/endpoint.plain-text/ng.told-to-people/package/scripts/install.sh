#!/bin/sh
set -e
cat > /opt/grid/pads/README.txt <<_EOF_
See the documentation for how to use those commands:
   - http://pads.grid.net/manual/commands.html#bind
   - http://pads.grid.net/articles/matrix.php
_EOF_
