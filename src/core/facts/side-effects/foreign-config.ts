/** Whose a configuration file is, and where files of others belong instead. */
export interface ForeignConfig {
  readonly name: string;
  readonly dropIns?: string;
  /** Scripts of the owner, which may do so. */
  readonly isOwnScript: RegExp;
}

/** Files as Debian's and Red Hat's packages lay them down; `own` is a word in the paths of the owner's scripts. */
const owners: readonly (readonly [file: RegExp, name: string, own: RegExp, dropIns?: string])[] = [
  [/^\/etc\/ssh\/sshd_config$/, 'sshd', /ssh/i, '/etc/ssh/sshd_config.d'],
  [/^\/etc\/ssh\/ssh_config$/, 'ssh', /ssh/i, '/etc/ssh/ssh_config.d'],
  [/^\/etc\/(mysql\/)?(my|mariadb)\.cnf$/, 'the database server', /mysql|mariadb/i, '/etc/mysql/conf.d'],
  [/^\/etc\/postgresql\/[^/]+\/[^/]+\/postgresql\.conf$/, 'PostgreSQL', /postgres/i, 'conf.d beside it'],
  [/^\/etc\/postgresql\/[^/]+\/[^/]+\/pg_(hba|ident)\.conf$|\/pgsql\/.*pg_hba\.conf$/, 'PostgreSQL', /postgres/i],
  [
    /^\/etc\/systemd\/(journald|system|user|logind|resolved|timesyncd|coredump|networkd|sleep)\.conf$/,
    'systemd',
    /systemd/i,
    'a folder of its name with .d',
  ],
  [/^\/etc\/nginx\/nginx\.conf$/, 'nginx', /nginx/i, '/etc/nginx/conf.d'],
  [/^\/etc\/(apache2\/apache2|apache2\/ports|httpd\/conf\/httpd)\.conf$/, 'the web server', /apache|httpd/i, 'conf.d or conf-available'],
  [/^\/etc\/php\/[^/]+\/[^/]+\/php\.ini$|^\/etc\/php\.ini$/, 'PHP', /php/i, 'conf.d beside it'],
  [/^\/etc\/(redis|valkey)\/(redis|valkey)\.conf$|^\/etc\/redis\.conf$/, 'Redis', /redis|valkey/i],
  [/^\/etc\/rabbitmq\/rabbitmq\.conf$/, 'RabbitMQ', /rabbitmq/i, '/etc/rabbitmq/conf.d'],
  [/^\/etc\/postfix\/(main|master)\.cf$/, 'Postfix', /postfix|mail/i],
  [/^\/etc\/docker\/daemon\.json$/, 'Docker', /docker/i],
  [/^\/etc\/containerd\/config\.toml$/, 'containerd', /containerd/i],
  [/^\/etc\/(rsyslog|syslog)\.conf$/, 'the system log', /syslog/i, '/etc/rsyslog.d'],
  [/^\/etc\/logrotate\.conf$/, 'logrotate', /logrotate/i, '/etc/logrotate.d'],
  [/^\/etc\/sysctl\.conf$/, 'the system', /procps|sysctl/i, '/etc/sysctl.d'],
  [/^\/etc\/security\/limits\.conf$/, 'the system', /pam/i, '/etc/security/limits.d'],
  [/^\/etc\/sudoers$/, 'sudo', /sudo/i, '/etc/sudoers.d'],
  [/^\/etc\/crontab$/, 'cron', /cron/i, '/etc/cron.d'],
  [/^\/etc\/(profile|bash\.bashrc|bashrc)$/, 'the shells of all users', /base-files|bash/i, '/etc/profile.d'],
  [/^\/etc\/environment$/, 'all users and services', /pam/i],
  [/^\/etc\/pam\.d\/(common-\w+|system-auth|password-auth|sshd|login|su|sudo)$/, 'PAM', /pam/i],
  [/^\/etc\/nsswitch\.conf$/, 'the C library', /nss|libc/i],
  [/^\/etc\/modules$/, 'the system', /kmod/i, '/etc/modules-load.d'],
  [/^\/etc\/default\/grub$/, 'the boot loader', /grub/i, '/etc/default/grub.d'],
  [/^\/etc\/selinux\/config$/, 'SELinux', /selinux/i],
  [/^\/etc\/(chrony(\/chrony)?|ntp|ntpsec\/ntp)\.conf$/, 'the clock service', /chrony|ntp/i, 'conf.d beside it'],
  [/^\/etc\/snmp\/snmpd\.conf$/, 'the SNMP agent', /snmp/i],
  [/^\/etc\/dovecot\/dovecot(-\w+)?\.conf(\.ext)?$/, 'Dovecot', /dovecot|mail/i, '/etc/dovecot/conf.d'],
  [/^\/etc\/(bind\/)?named\.conf(\.(options|local))?$/, 'the name server', /bind|named|dns/i],
  [/^\/etc\/squid\/squid\.conf$/, 'Squid', /squid/i, '/etc/squid/conf.d'],
  [/^\/etc\/(ldap|openldap)\/(ldap|slapd)\.conf$/, 'OpenLDAP', /ldap/i],
  [/^\/etc\/haproxy\/haproxy\.cfg$/, 'HAProxy', /haproxy/i],
  [/^\/etc\/fail2ban\/(fail2ban|jail)\.conf$/, 'fail2ban', /fail2ban/i, '/etc/fail2ban/jail.d'],
  [/^\/etc\/samba\/smb\.conf$/, 'Samba', /samba|smb/i],
  [/^\/etc\/apt\/apt\.conf$/, 'apt', /\bapt\b/i, '/etc/apt/apt.conf.d'],
];

/** `undefined`: nobody else's, as far as is known. */
export function foreignConfigOf(target: string): ForeignConfig | undefined {
  const found = owners.find(([file]) => file.test(target));
  if (!found) return undefined;
  const [, name, isOwnScript, dropIns] = found;
  return { name, isOwnScript, ...(dropIns !== undefined && { dropIns }) };
}
