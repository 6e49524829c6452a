import { isWorkshop } from './workshop';

/**
 * Files that set what belongs to the host and not to the product, by where they lie in the tree that a package mirrors: what they set
 * no rule judges, whatever their format.
 */
const settings: readonly (readonly [place: RegExp, what: string])[] = [
  [/(^|\/)(limits\.d\/|etc\/security\/limits\.conf$)/, 'limits of all users'],
  [/(^|\/)(etc\/ssh\/sshd?_config|sshd?_config\.d\/[^/]+)$|(^|\/)sshd?_config\.d\//, 'who logs in over SSH and how'],
  [
    /(^|\/)(pam\.d\/|etc\/(pam\.conf|login\.defs|nsswitch\.conf|krb5\.conf|sssd\/|ldap\/|openldap\/|nslcd\.conf|security\/))/,
    'who logs in',
  ],
  [/(^|\/)(sysctl\.d\/|etc\/sysctl\.conf$)/, 'the kernel'],
  [/(^|\/)(modprobe\.d|modules-load\.d)\/|(^|\/)etc\/modules$/, 'modules of the kernel'],
  [/(^|\/)etc\/(default\/grub|kernel\/|inittab$)|(^|\/)boot\/((cmdline|config)\.txt$|(grub\d?|extlinux|loader)\/)/, 'how the host boots'],
  [/(^|\/)(system|user)-preset\//, 'which units are switched on'],
  [/(^|\/)(etc\/(postfix\/master\.cf|aliases|exim4?\/|procmailrc)|\.(procmailrc|forward))/, 'which programs mail is handed to'],
  [/(^|\/)(etc\/)?(monitrc$|monit\/|nrpe\.d\/|incron\.d\/)|(^|\/)(nrpe\.cfg|keepalived\.conf)$/, 'what runs when something happens'],
  [/(^|\/)autostart\/[^/]+\.desktop$/, 'what runs when somebody logs in'],
  [/(^|\/)udev\/(.*\/)?rules\.d\/|-udev\.rules$/, 'what runs when a device appears'],
  [/(^|\/)sysusers\.d\//, 'accounts'],
  [/(^|\/)tmpfiles\.d\//, 'which files are made and removed at boot'],
  [/(^|\/)etc\/(ssl\/openssl\.cnf|pki\/tls\/|crypto-policies\/|gnutls\/)/, 'which ciphers and protocols are allowed'],
  [
    /(^|\/)(apt\/preferences(\.d\/|$)|apt\.conf\.d\/|etc\/apt\/apt\.conf$|etc\/(yum|dnf|zypp)[^/]*(\/|\.conf$))/,
    'what package managers install',
  ],
  [
    /(^|\/)etc\/(NetworkManager|netplan|network|sysconfig\/network-scripts|systemd\/network)\/|(^|\/)etc\/(resolv\.conf|hosts)$/,
    'the network',
  ],
  [/(^|\/)etc\/(firewalld|ufw|iptables|nftables(\.d)?|fail2ban)\/|(^|\/)etc\/nftables\.conf$|\.nft$|(^|\/)rules\.v[46]$/, 'the firewall'],
  [/(^|\/)etc\/(selinux|apparmor(\.d)?|audit)\//, 'what programs may do, and what is recorded of it'],
  [/(^|\/)polkit-1\/(.*\/)?(rules|localauthority)\.d\//, 'who may do what as root'],
  [/(^|\/)etc\/(fstab|exports|crypttab|autofs[^/]*|auto\.[\w.]+)$/, 'mounts'],
  [/(^|\/)etc\/(chrony|ntp|ntpsec|systemd\/timesyncd)[^/]*(\/|\.conf$)|(^|\/)etc\/(timezone|localtime|adjtime)$/, 'the clock'],
  [/(^|\/)etc\/systemd\/(system|user|logind|resolved|journald|coredump|sleep|oomd)\.conf(\.d\/|$)/, 'systemd itself'],
  [
    /(^|\/)etc\/(environment|profile|bash\.bashrc|ld\.so\.(conf|preload))(\.d\/|$)|(^|\/)etc\/profile\.d\/.*\.csh$/,
    'all programs of the host',
  ],
];

/** What a file sets of its host; `undefined`: as far as its place tells, nothing that is not the product's own. */
export const hostSettings = (path: string): string | undefined =>
  isWorkshop(path) ? undefined : settings.find(([place]) => place.test(path))?.[1];

/** What systems of Windows and macOS are given to run, by the text. */
const schedules: readonly (readonly [sign: string, what: string])[] = [
  ['schemas.microsoft.com/windows/2004/02/mit/task', 'a task of Windows'],
  ['<key>ProgramArguments</key>', 'a job of launchd'],
];

/** `start.sh: |` in a ConfigMap of Kubernetes: what a container finds as a file. */
const heldScript = /^ {1,8}["']?([\w.-]{1,80}\.(?:sh|bash|sql|py|pl|rb|js|ps1))["']?: *[|>]/m;

/** Why a file of settings that was read is judged in part only, as a clause. */
export function unjudged(path: string, text: string): string | undefined {
  const of = hostSettings(path);
  if (of !== undefined) return `it sets ${of}, and no rule judges these settings`;
  const script = /^kind: *["']?ConfigMap\b/m.test(text) ? heldScript.exec(text)?.[1] : undefined;
  if (script !== undefined) return `it holds ${script} for containers, and nobody reads what that does`;
  if (text.startsWith('$ANSIBLE_VAULT;')) return 'it is encrypted';
  if (/^(?:sops:|  "sops": ?\{|sops_version=)/m.test(text) && text.includes('ENC[AES256_GCM')) return 'its values are encrypted';
  const task = schedules.find(([sign]) => text.includes(sign))?.[1];
  return task === undefined ? undefined : `it is ${task}, and no rule judges what that runs and when`;
}
