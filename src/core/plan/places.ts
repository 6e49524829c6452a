import type { EffectKind } from '../effects/effect';

/** What writing to a place of the file system is really about. */
const meanings: readonly (readonly [place: RegExp, write: EffectKind, remove: EffectKind])[] = [
  [/^\/(etc|usr\/lib|lib|usr\/local\/lib|run)\/systemd\/(system|user)\/./, 'unit.install', 'unit.disable'],
  [/^\/etc\/(rc\.d\/)?init\.d\/./, 'unit.install', 'unit.disable'],
  [
    /^\/etc\/(cron\.(d|hourly|daily|weekly|monthly)\/.|(ana|f)?crontab$|incron\.d\/.|periodic\/\w+\/.)|^\/var\/spool\/(cron|fcron|incron|at|anacron)\/.|^\/(System\/)?Library\/Launch(Daemons|Agents)\/./,
    'schedule.add',
    'schedule.remove',
  ],
  [
    /^\/etc\/(apt\/(sources\.list|trusted\.gpg|keyrings\/)|yum\.repos\.d\/|zypp\/repos\.d\/|apk\/repositories|pacman\.d\/)/,
    'package.source',
    'package.source',
  ],
  [
    /^\/(usr\/local\/)?etc\/(sudoers|doas\.(conf|d\/)|polkit-1\/|pam\.(d\/|conf$)|security\/(?!limits)|ssh\/sshd?_config|selinux\/|apparmor\.d\/)|^\/usr\/(local\/)?share\/polkit-1\/(rules\.d|actions)\/|\/\.ssh\/authorized_keys$/,
    'security.change',
    'security.change',
  ],
  [/^\/etc\/(iptables|nftables|ufw|firewalld)(\/|\.)/, 'firewall.change', 'firewall.change'],
  [
    /^\/etc\/(sysctl\.(conf|d\/)|hostname$|hosts$|resolv\.conf$|fstab$|default\/grub|security\/limits|environment$|locale|timezone)/,
    'host.setting',
    'host.setting',
  ],
  [/^\/proc\/sysrq-trigger$/, 'host.reboot', 'host.reboot'],
  [/^\/proc\/sys\/.|^\/sys\/(kernel|module|class|block|devices|bus|power|fs)\//, 'host.setting', 'host.setting'],
  [/^\/etc\/modprobe\.d\/|^\/etc\/modules/, 'kernel.module', 'kernel.module'],
];

const writes: ReadonlySet<EffectKind> = new Set(['file.write', 'file.append', 'file.edit', 'file.link', 'file.move', 'archive.extract']);

/** What sending to an address is really about. */
const addresses: readonly (readonly [address: RegExp, kind: EffectKind])[] = [
  [/\/(feature[-_]?)?(flags|toggles)(\/|$)/i, 'flag.change'],
  [/\/(web)?hooks$|\/web[-_]?hook[-_]endpoints$|\/subscriptions$/i, 'webhook.register'],
  [
    /\/(users|accounts|service-?accounts|api-?keys|access-?tokens|tokens|oauth\/clients|clients|invit(es|ations)|members)\/?$/i,
    'credential.create',
  ],
  [/\/(queues|topics|exchanges|streams|channels)(\/[^/]*)*$/i, 'queue.change'],
];

/** `backup01:/srv/export`, as rsync and scp take it. */
const elsewhere = /^(?:[\w.*-]+@)?[\w*][\w.*-]+:[\w/~.*]/;

/** The kind of an effect on a file or an address, by where that lies. */
export function kindAt(kind: EffectKind, target: string): EffectKind {
  if (kind === 'network.send') return addresses.find(([address]) => address.test(target))?.[1] ?? kind;
  const isWrite = writes.has(kind);
  if (isWrite && elsewhere.test(target)) return 'network.send';
  if (!isWrite && kind !== 'file.delete') return kind;
  const meaning = meanings.find(([place]) => place.test(target));
  return meaning ? (isWrite ? meaning[1] : meaning[2]) : kind;
}
