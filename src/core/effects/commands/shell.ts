import { changesNothing, type Family } from './form';
import { recipes } from './unread';

/** The shell's own commands, and programs that look, compare, count and print (POSIX, coreutils, procps). */
export const shell: Family = {
  ': true false echo printf test [ exit return break continue shift set unset export readonly local declare typeset let': changesNothing,
  'trap alias unalias hash type which command builtin getopts times ulimit umask wait jobs fg bg disown dirs popd pushd shopt':
    changesNothing,
  'caller enable help history bind complete compgen logout suspend getopt exec eval cd': changesNothing,
  'basename dirname realpath readlink pwd expr seq yes factor bc dc date cal tput stty tty clear reset locale localedef getconf':
    changesNothing,
  'cat tac head tail cut paste tr sort uniq wc nl fold fmt column join comm diff cmp grep egrep fgrep rg zgrep': changesNothing,
  'od hexdump xxd strings file stat ls dir vdir find tree du df free uptime id whoami logname groups who w users last': changesNothing,
  'md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum cksum sum shasum base64 base32 uname arch hostid nproc lscpu lsblk':
    changesNothing,
  'lsof lspci lsusb lsmod dmesg ps pgrep pidof pstree top vmstat iostat ss netstat ping ping6 traceroute dig nslookup host getent':
    changesNothing,
  'ldd nm objdump readelf zcat bzcat xzcat zless zmore less more jq xmllint xmlstarlet envsubst rev shuf timeout nice ionice':
    changesNothing,
  'printenv env lsb_release dpkg-query dpkg-architecture apt-cache apt-mark-show rpmquery pkg-config blkid findmnt mountpoint':
    changesNothing,
  'pathfind printenv nohup setsid stdbuf time numfmt logger pathchk whereis apropos man info tsort split-check iconv unexpand expand':
    changesNothing,
  'udevadm-info systemd-detect-virt systemd-analyze systemd-escape systemd-path loginctl-list free lslocks lsns ip-show dmidecode':
    changesNothing,
  journalctl: {
    valued:
      '-u --unit -n --lines -o --output -S --since -U --until -p --priority -t -b -k -M -D --file --root --vacuum-size --vacuum-time --vacuum-files',
    with: [
      ['vacuum-size vacuum-time vacuum-files', { once: 'file.delete' }],
      ['update-catalog setup-keys rotate flush', { once: 'host.setting' }],
    ],
  },
  // Without a command they ask for a password, or forget it.
  'sudo doas': changesNothing,
  'busctl dbus-send gdbus dbus-monitor': { once: 'process.start' },
  // Builds what lies beside it.
  './configure ./autogen.sh ./bootstrap autoreconf autoconf automake libtoolize gcc cc g++ clang ld ar strip javac tsc webpack vite': {
    once: 'process.start',
  },
  'mvn ./mvnw gradle ./gradlew ant': {
    valued: '-f --file -s --settings -P -p --project-dir -b --build-file -c -buildfile -I --init-script',
    with: [['v version help h', changesNothing]],
    says: recipes,
  },
  sleep: { first: 'wait' },
};
