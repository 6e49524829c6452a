import { hasOption, optionOf, type CommandLine } from '../command-line';
import { changesNothing, each, eachOrAll, verbsThat, type Family, type Form, type Said } from './form';
import { manager } from './manager';
import { fromFile, recipes, runsRecipes, shown } from './unread';

/** `rpm -Uvh a.rpm`, `rpm -e b`; `dpkg -i`, `dpkg -r`. */
function lowLevel(installs: readonly string[], removes: readonly string[], more: (line: CommandLine) => readonly Said[] = () => []) {
  return (line: CommandLine): readonly Said[] => {
    const asks = hasOption(line, 'q', 'query', 'V', 'verify', 'K', 'checksig');
    if (!asks && hasOption(line, ...installs)) return line.operands.map((target) => ({ kind: 'package.install', target }));
    if (!asks && hasOption(line, ...removes)) return line.operands.map((target) => ({ kind: 'package.remove', target }));
    return more(line);
  };
}

/** A key that packages are checked with, and the file or address that it comes from. */
const keyFrom = (from: CommandLine['operands'][number] | undefined): readonly Said[] => [
  { kind: 'package.source', ...(from && from.value !== '-' && { from: from.value }) },
];

const keys: Form = {
  says: ({ operands: [verb, from] }) => (/^(list|finger|export|exportall|net-update)$/.test(verb?.value ?? '') ? [] : keyFrom(from)),
};

/** What installs and removes software, and where it comes from. */
export const packages: Family = {
  'apt-get apt aptitude': {
    valued: '-o --option -t --target-release --default-release -c --config-file -a --host-architecture',
    verbs: manager({
      source: each('network.fetch'),
      'edit-sources': { once: 'package.source' },
      satisfy: each('package.install'),
      mark: changesNothing,
      'safe-upgrade': eachOrAll('package.install'),
    }),
  },
  'dnf yum microdnf tdnf dnf5': {
    valued: '--enablerepo --disablerepo --repo --setopt -c --config --installroot --releasever --exclude -x --repofrompath -d -e',
    verbs: manager({
      update: eachOrAll('package.install'),
      'upgrade-minimal': eachOrAll('package.install'),
      downgrade: each('package.install'),
      'distro-sync': eachOrAll('package.install'),
      swap: { each: 'package.install' },
      module: {
        verbs: {
          install: each('package.install'),
          'switch-to': each('package.install'),
          update: eachOrAll('package.install'),
          remove: each('package.remove'),
          enable: each('package.source'),
          disable: each('package.source'),
          reset: each('package.source'),
          list: changesNothing,
          info: changesNothing,
        },
      },
      'config-manager': keys,
      copr: keys,
      group: { once: 'package.install' },
      versionlock: { once: 'host.setting' },
      history: changesNothing,
      'needs-restarting': changesNothing,
      deplist: changesNothing,
      repoquery: changesNothing,
    }),
  },
  zypper: {
    valued: '-r --repo -c --config -R --root -t --type --from',
    verbs: manager({
      in: each('package.install'),
      rm: each('package.remove'),
      up: eachOrAll('package.install'),
      update: eachOrAll('package.install'),
      dup: eachOrAll('package.install'),
      patch: eachOrAll('package.install'),
      ref: { once: 'network.fetch' },
      refresh: { once: 'network.fetch' },
      ar: keys,
      addrepo: keys,
      rr: keys,
      removerepo: keys,
      mr: keys,
      modifyrepo: keys,
      se: changesNothing,
      lr: changesNothing,
    }),
  },
  apk: {
    valued: '-p --root -X --repository -t --virtual --keys-dir --arch',
    verbs: manager({
      add: each('package.install'),
      del: each('package.remove'),
      fix: { once: 'package.install' },
      index: changesNothing,
      version: changesNothing,
      fetch: each('network.fetch'),
    }),
  },
  'pacman yay paru': {
    valued: '-b -r --root --dbpath --config',
    says: (line) => {
      if (hasOption(line, 'S', 'U', 'sync', 'upgrade'))
        return [
          ...(hasOption(line, 'u', 'sysupgrade') ? [{ kind: 'package.install' as const, name: '*' }] : []),
          ...line.operands.map((target) => ({ kind: 'package.install' as const, target })),
        ];
      return hasOption(line, 'R', 'remove') ? line.operands.map((target) => ({ kind: 'package.remove', target })) : [];
    },
  },
  'brew port pkg pkgin xbps-install emerge opkg slackpkg': {
    verbs: manager({
      tap: keys,
      services: { once: 'unit.restart' },
      flash: changesNothing,
      '@world': { says: () => [{ kind: 'package.install', name: '*' }] },
    }),
  },
  snap: {
    verbs: manager({
      refresh: eachOrAll('package.install'),
      set: { once: 'host.setting' },
      connect: { once: 'security.change' },
      start: each('unit.start'),
      stop: each('unit.stop'),
      restart: each('unit.restart'),
    }),
  },
  flatpak: { verbs: manager({ update: eachOrAll('package.install'), 'remote-add': keys }) },
  'choco winget scoop': { valued: '--version --source -s', verbs: manager({ update: eachOrAll('package.install') }) },
  rpm: {
    valued: '--root --dbpath --define -D --prefix --relocate --excludepath --eval -E --qf --queryformat -f',
    says: lowLevel(['i', 'U', 'F', 'install', 'upgrade', 'freshen'], ['e', 'erase'], (line) =>
      hasOption(line, 'import') ? keyFrom(line.operands[0]) : [],
    ),
  },
  dpkg: {
    valued: '--root --admindir --instdir --force --no-force -D --abort-after --status-fd --log --path-exclude --path-include',
    says: lowLevel(['i', 'install', 'unpack', 'configure'], ['r', 'remove', 'P', 'purge'], (line) =>
      hasOption(line, 'add-architecture', 'remove-architecture', 'set-selections')
        ? [{ kind: 'host.setting' }]
        : hasOption(line, 'x', 'X', 'extract', 'vextract')
          ? [{ kind: 'archive.extract', name: line.operands[1]?.value ?? '.', from: line.operands[0]?.value ?? '' }]
          : [],
    ),
  },
  'do-release-upgrade unattended-upgrade unattended-upgrades': {
    valued: '-m --mode -f --frontend',
    with: [['c check-dist-upgrade-only h help version', changesNothing]],
    says: () => [{ kind: 'package.install', name: '*' }],
  },
  'dpkg-deb rpm2cpio dpkg-source': changesNothing,
  'apt-key': keys,
  rpmkeys: { says: (line) => (hasOption(line, 'import') ? keyFrom(line.operands[0]) : []) },
  'add-apt-repository apt-add-repository yum-config-manager subscription-manager dnf-config-manager': {
    first: 'package.source',
    valued: '--enable --disable --add-repo',
    options: { 'add-repo': 'package.source' },
  },
  'elasticsearch-plugin opensearch-plugin kibana-plugin opensearch-dashboards-plugin logstash-plugin jenkins-plugin-cli': {
    valued: '-p --plugins -f --plugin-file -d --plugin-download-directory -w --war',
    verbs: {
      ...verbsThat('list help', changesNothing),
      install: each('package.install'),
      update: eachOrAll('package.install'),
      remove: each('package.remove'),
      '*': { once: 'package.install' },
    },
  },
  'grafana-cli grafana': {
    verbs: {
      plugins: {
        verbs: {
          ...verbsThat('ls list-remote list-versions', changesNothing),
          ...verbsThat('install update', each('package.install')),
          'update-all': { says: () => [{ kind: 'package.install', name: '*' }] },
          ...verbsThat('uninstall remove', each('package.remove')),
        },
      },
      admin: { once: 'credential.create' },
      cli: changesNothing,
      server: { once: 'process.start' },
    },
  },
  'apt-mark': {
    verbs: {
      hold: each('host.setting'),
      unhold: each('host.setting'),
      auto: each('host.setting'),
      manual: each('host.setting'),
      '*': changesNothing,
    },
  },
  'debconf-set-selections debconf-communicate': { once: 'host.setting' },
  'dpkg-reconfigure': { valued: '-f --frontend -p --priority', each: 'host.setting' },
  'gpg gpg2 gpgv': {
    valued: '-o --output --keyring --homedir --keyserver -u -r --recipient --passphrase --batch-file --export-options',
    with: [
      ['import recv-keys gen-key full-generate-key quick-generate-key delete-keys edit-key', { once: 'credential.create' }],
      [
        'o output dearmor',
        {
          says: (line) => {
            const target = optionOf(line, 'o', 'output');
            const [from] = line.operands;
            return target ? [{ kind: 'file.write', target, ...(from && from.value !== '-' && { from: from.value }) }] : [];
          },
        },
      ],
    ],
  },
  'make gmake ninja cmake meson': {
    valued: '-C -f --file -j -l -B -S -D -G -P',
    with: [
      ['version help v h n dry-run just-print recon', changesNothing],
      ['install', { once: 'file.write', says: recipes }],
    ],
    verbs: { install: { once: 'file.write', says: recipes }, '*': runsRecipes, '': runsRecipes },
  },
};

/** Accounts of the host. */
export const accounts: Family = {
  useradd: {
    valued:
      '-b --base-dir -c --comment -d --home --home-dir -e --expiredate -f --inactive -g --gid -G --groups -k --skel -K --key -p --password -s --shell -u --uid -Z -R --root',
    with: [['D defaults', { once: 'host.setting' }]],
    last: 'user.create',
  },
  adduser: { valued: '--home --shell --uid --ingroup --gid --gecos --comment -h -g -s -G -u -k --conf --firstuid --lastuid', says: added },
  addgroup: { valued: '--gid -g --conf', says: (line) => added(line, 'group.create') },
  groupadd: { valued: '-g --gid -K --key -p --password -R --root -U --users', last: 'group.create' },
  chpasswd: { once: 'user.change' },
  passwd: {
    valued: '-n --mindays -x --maxdays -w --warndays -i --inactive -r -R --root -P',
    with: [['S status', changesNothing]],
    last: 'user.change',
  },
  'usermod chfn chsh chage': {
    valued: '-a-of -c -d --home -e -f -g --gid -G --groups -l --login -p --password -s --shell -u --uid -E -I -M -W -R --root',
    last: 'user.change',
  },
  'gpasswd groupmod': { valued: '-a --add -d --delete -M -A -g --gid -n --new-name', last: 'user.change' },
  'userdel deluser': { valued: '-R --root --backup-to --conf', first: 'user.delete' },
  'groupdel delgroup': { first: 'group.delete' },
  'newusers pwconv grpconv pwunconv vipw': { once: 'user.change' },
  visudo: {
    valued: '-f --file -x --export',
    with: [['c check x export V version', changesNothing]],
    says: (line) => {
      const [target = line.operands[0]] = [optionOf(line, 'f', 'file')];
      return [{ kind: 'security.change', ...(target ? { target } : { name: '/etc/sudoers' }) }];
    },
  },
};

/** `adduser x`, `adduser x group`, `adduser --group x`. */
function added(line: CommandLine, alone: 'user.create' | 'group.create' = 'user.create'): readonly Said[] {
  const [first, second] = line.operands;
  if (!first) return [];
  if (second) return [{ kind: 'user.change', target: first }];
  const isGroup =
    alone === 'group.create' || (hasOption(line, 'group') && !hasOption(line, 'system', 'disabled-password', 'disabled-login'));
  return [
    { kind: isGroup ? 'group.create' : 'user.create', target: first },
    ...(!isGroup && hasOption(line, 'group') ? [{ kind: 'group.create' as const, target: first }] : []),
  ];
}

/** What runs by the clock. */
export const schedules: Family = {
  crontab: {
    valued: '-u -s',
    with: [
      ['l T', changesNothing],
      ['r', { once: 'schedule.remove' }],
      ['e', { once: 'prompt' }],
    ],
    says: () => [{ kind: 'schedule.add', name: 'crontab' }],
  },
  'at batch': {
    valued: '-f -q -t',
    with: [
      ['l', changesNothing],
      ['d r', { once: 'schedule.remove' }],
    ],
    once: 'schedule.add',
    says: fromFile('f'),
  },
  atrm: { once: 'schedule.remove' },
  'run-parts': {
    valued: '-a --arg -u --umask --regex',
    with: [['test list version help', changesNothing]],
    says: ({ operands: [folder] }) => [
      { kind: 'unknown', ...(folder && { target: folder }), why: `what the programs in ${folder ? shown(folder.value) : 'a folder'} do` },
    ],
  },
  'atq anacron': changesNothing,
};
