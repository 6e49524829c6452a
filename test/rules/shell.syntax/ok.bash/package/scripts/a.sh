#!/usr/bin/env bash
set -euo pipefail
a=(1 2 "3 4")
if [[ ${a[0]} =~ ^[0-9]+$ && -n "${a[@]}" ]]; then (( a[0]++ )) || true; fi
for ((i = 0; i < 3; i++)); do echo "$i"; done
diff <(sort a) <(sort b)
cat <<-EOF | tee x
	$(date) `echo \`id\``
	EOF
coproc { cat; }
