#!/bin/sh
set -eu
python3 -c 'input("Press Enter to finish")'
perl -e 'print "Sure? "; exit(<STDIN> =~ /^y/ ? 0 : 1)'
