import type { Host } from './inventory';

/**
 * Names that no installed package has because others provide them: Debian's list of virtual package names
 * (https://www.debian.org/doc/packaging-manuals/virtual-package-names-list.yaml), its `default-…` names, and packages
 * that were taken over under another name. Package lists do not say what a package provides.
 */
const virtual: readonly { readonly names: RegExp; readonly providers: RegExp }[] = [
  { names: /^awk$/, providers: /^(mawk|gawk|original-awk|busybox)$/ },
  {
    names: /^(mail-transport-agent|default-mta)$/,
    providers: /^(exim4-daemon-(light|heavy)|postfix|sendmail-bin|nullmailer|msmtp-mta|dma|opensmtpd)$/,
  },
  {
    names: /^(default-jre|java\d*-runtime)(-headless)?$/,
    providers: /^(openjdk-\d+-(jre|jdk)|temurin-\d+-(jre|jdk)|zulu\d.*)(-headless)?$/,
  },
  { names: /^(default-jdk|java-sdk)(-headless)?$/, providers: /^(openjdk-\d+-jdk|temurin-\d+-jdk|zulu\d+-jdk)(-headless)?$/ },
  { names: /^(default-mysql|virtual-mysql)-(server|client)(-core)?$/, providers: /^(mariadb|mysql)-(server|client)(-core)?(-\d+\.\d+)?$/ },
  { names: /^(default-)?dbus-session-bus$/, providers: /^(dbus-user-session|dbus-x11)$/ },
  { names: /^(default-)?dbus-system-bus$/, providers: /^dbus(-broker)?$/ },
  { names: /^(default-)?logind$/, providers: /^libpam-(systemd|elogind)$/ },
  { names: /^cron-daemon$/, providers: /^(cron|cronie|bcron|systemd-cron)$/ },
  { names: /^(system|linux-kernel)-log-daemon$/, providers: /^(rsyslog|syslog-ng-core|busybox-syslogd|inetutils-syslogd)$/ },
  { names: /^time-daemon$/, providers: /^(chrony|ntpsec|ntp|openntpd|systemd-timesyncd)$/ },
  { names: /^lsb-base$/, providers: /^sysvinit-utils$/ },
  { names: /^libgcc1$/, providers: /^libgcc-s1$/ },
  { names: /^libc-dev$/, providers: /^(libc6|musl)-dev$/ },
  { names: /^postgresql-contrib-\d+$/, providers: /^postgresql-\d+$/ },
  { names: /^perlapi-[\d.]+$/, providers: /^perl-base$/ },
];

/** Whether a package of the host may stand in for the dependency, in a version that nothing tells. */
export function mayBeProvided(dependency: string, { packages = [] }: Host): boolean {
  const found = virtual.find(({ names }) => names.test(dependency.toLowerCase()));
  return found !== undefined && packages.some(({ name }) => found.providers.test(name.toLowerCase()));
}
