import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from './stage';

/** Packages whose maintainer scripts make users, enable units, set alternatives, write configuration and move old files away. */
export const packages = (
  'openssh-server cron rsyslog nginx-common apache2 dovecot-core exim4-base exim4-config postfix mdadm sysstat munin-node certbot ' +
  'logrotate unattended-upgrades prometheus-node-exporter ntpsec chrony man-db ssl-cert dma plocate redis-server memcached mosquitto ' +
  'haproxy squid bind9 unbound dnsmasq fail2ban ufw firewalld nftables netfilter-persistent avahi-daemon samba-common nfs-common ' +
  'rpcbind vsftpd proftpd-core pure-ftpd-common tftpd-hpa openvpn stunnel4 tor monit collectd-core zabbix-agent snmpd ' +
  'nagios-nrpe-server smartmontools acpid anacron at atop auditd apparmor bacula-fd clamav-freshclam clamav-daemon spamd opendkim ' +
  'postgrey postsrsd etcd-server keepalived corosync pacemaker lxc tomcat10 php8.2-fpm uwsgi varnish lighttpd slapd ' +
  'postgresql-common mosh screen sudo ca-certificates tzdata locales console-setup dbus polkitd systemd-timesyncd udev ifupdown ' +
  'usbmuxd uuid-runtime minidlna transmission-daemon nsd pdns-recursor radvd freeradius gpsd hostapd openbsd-inetd xinetd privoxy ' +
  'quota rsync sasl2-bin sslh tinyproxy uptimed watchdog xrdp mlocate amavisd-new icinga2-common'
).split(' ');

/** A script and the arguments that dpkg gives it, as far as a plan can know them. */
export interface Maintained {
  readonly stage: Stage;
  readonly text: string;
  readonly given: readonly string[];
}

const oldVersion = '\0';
const info = '/var/lib/dpkg/info';

/** The archive of a package, fetched with apt if it is not there. */
export function debOf(cache: string, name: string): string | undefined {
  mkdirSync(cache, { recursive: true });
  const find = () => readdirSync(cache).find((file) => file.startsWith(`${name}_`) && file.endsWith('.deb'));
  if (find() === undefined) {
    try {
      execFileSync('apt-get', ['download', name], { cwd: cache, stdio: 'ignore' });
    } catch {
      console.error(`${name}: apt knows no such package, left out`);
    }
  }
  const found = find();
  return found === undefined ? undefined : join(cache, found);
}

const environmentOf = (name: string, script: string): Stage['environment'] => ({
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LC_ALL: 'C.UTF-8',
  DEBIAN_FRONTEND: 'noninteractive',
  DPKG_MAINTSCRIPT_PACKAGE: name,
  DPKG_MAINTSCRIPT_PACKAGE_REFCOUNT: '1',
  DPKG_MAINTSCRIPT_NAME: script,
  DPKG_MAINTSCRIPT_ARCH: 'amd64',
  DPKG_ADMINDIR: '/var/lib/dpkg',
  DPKG_ROOT: '',
});

/** The life of a package: installed, configured, configured again as an upgrade does, removed and purged. */
export function lifeOf(deb: string, name: string, control: string): readonly Maintained[] {
  execFileSync('dpkg-deb', ['-e', deb, control]);
  const version = /^Version: (.*)$/m.exec(readFileSync(join(control, 'control'), 'utf8'))?.[1] ?? '1';
  const at = (script: string) => `${info}/${name}.${script}`;
  const controlFiles = `for f in ${control}/*; do cp "$f" "$root${info}/${name}.$(basename "$f")"; done
    { sed 's/^Package: .*/&\\nStatus: install ok half-configured/' ${control}/control; echo; } >>"$root/var/lib/dpkg/status"
    dpkg-deb -c ${deb} | sed -n 's/^[^ ]* .* \\.\\(\\/[^ ]*\\).*/\\1/p' | sed 's,/$,,' >"$root${info}/${name}.list"`;
  const unpack = `dpkg-deb --fsys-tarfile ${deb} | tar -x -C "$root" --keep-directory-symlink; [ ! -f ${control}/config ] || chroot "$root" env DEBIAN_FRONTEND=noninteractive ${at('config')} configure ''`;
  const gone = `while read -r f; do [ -d "$root$f" ] || case $f in /etc/*) ;; *) rm -f "$root$f" ;; esac; done <"$root${info}/${name}.list"`;
  const stage = (script: string, before: string, args: readonly string[], given: readonly string[] = args) => ({
    stage: { name: `${name}.${script} ${args.join(' ')}`, before, script: at(script), args, environment: environmentOf(name, script) },
    given,
    text: existsSync(join(control, script)) ? readFileSync(join(control, script), 'utf8') : '',
  });
  const life = [
    stage('preinst', controlFiles, ['install']),
    stage('postinst', unpack, ['configure', '']),
    stage('postinst', '', ['configure', version], ['configure', oldVersion]),
    stage('prerm', '', ['remove']),
    stage('postrm', gone, ['remove']),
    stage('postrm', '', ['purge']),
  ];
  // What prepares a run is needed for those behind it as well.
  const kept: Maintained[] = [];
  let pending = '';
  for (const one of life) {
    const before = `${pending}\n${one.stage.before}`;
    if (one.text === '') pending = before;
    else {
      kept.push({ ...one, stage: { ...one.stage, before: before.trim() } });
      pending = '';
    }
  }
  return kept;
}

/** Packages of the root itself, configured again and removed. */
export function ofRoot(base: string): readonly (readonly Maintained[])[] {
  const folder = join(base, info);
  const names = readdirSync(folder).flatMap((file) => /^(.*)\.postinst$/.exec(file)?.[1] ?? []);
  return names.map((name) => {
    const plain = name.replace(/:.*/, '');
    const stage = (script: string, args: readonly string[], given: readonly string[]): readonly Maintained[] => {
      const path = join(folder, `${name}.${script}`);
      if (!existsSync(path)) return [];
      const made = { name: `${name}.${script} ${args.join(' ')}`, before: '', script: `${info}/${name}.${script}`, args };
      return [{ stage: { ...made, environment: environmentOf(plain, script) }, given, text: readFileSync(path, 'utf8') }];
    };
    return [
      ...stage('postinst', ['configure', '1:0'], ['configure', oldVersion]),
      ...stage('prerm', ['upgrade', '99'], ['upgrade', oldVersion]),
      ...stage('postrm', ['purge'], ['purge']),
    ];
  });
}
