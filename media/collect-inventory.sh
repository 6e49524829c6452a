#!/bin/sh
# Collects what Upgrade Review compares an upgrade with: the system, installed packages, systemd units,
# commands on the path, Python and Node packages, and container images of this host.
#
# It only reads: it changes nothing, installs nothing and sends nothing anywhere. Everything goes to the standard output:
#
#   sh collect-inventory.sh > inventory.production.$(uname -n).txt
#
# Put that file into the folder .upgrade-review, with the name of the environment in place of "production". Read it before:
# it names what is installed, and holds no passwords, no keys and no contents of files but /etc/os-release.
# It needs no root; as root it also sees container images that other users may not.

LC_ALL=C
export LC_ALL

has() {
  command -v "$1" >/dev/null 2>&1
}

section() {
  printf '@@ %s\n' "$1"
}

zone() {
  if [ -r /etc/timezone ]; then
    head -n 1 /etc/timezone
  elif [ -L /etc/localtime ]; then
    readlink /etc/localtime | sed 's|.*/zoneinfo/||'
  fi
}

printf '# upgrade-review inventory 2\n'
printf '# host: %s\n' "$(uname -n)"
printf '# collected: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
printf '# arch: %s\n' "$(uname -m)"
printf '# timezone: %s\n' "$(zone)"

if [ -r /etc/os-release ]; then
  section os-release
  cat /etc/os-release
fi

if has dpkg-query; then
  section dpkg
  # shellcheck disable=SC2016
  dpkg-query -W -f '${binary:Package}\t${Version}\t${Architecture}\t${db:Status-Abbrev}\n' 2>/dev/null
fi

# rpm is also found on Debian, with an empty database.
if has rpm && ! has dpkg-query; then
  section rpm
  rpm -qa --qf '%{NAME}\t%{EPOCHNUM}\t%{VERSION}\t%{RELEASE}\t%{ARCH}\n' 2>/dev/null
fi

if has apk; then
  section apk
  apk info -v 2>/dev/null
fi

if has systemctl; then
  section unit-files
  systemctl list-unit-files --no-pager 2>/dev/null
fi

if has pip3; then
  section pip
  pip3 list --format freeze --disable-pip-version-check 2>/dev/null
fi

if has npm; then
  section npm
  npm ls --global --depth=0 --json 2>/dev/null
fi

for client in docker podman; do
  if has "$client"; then
    section "$client"
    "$client" ps --format '{{json .}}' 2>/dev/null
  fi
done

section commands
old_ifs=$IFS
IFS=:
for folder in $PATH /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin /sbin /bin; do
  ls "$folder" 2>/dev/null
done | sort -u
IFS=$old_ifs

# Without it, what was copied is not all.
section end

exit 0
