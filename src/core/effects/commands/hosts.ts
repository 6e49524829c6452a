import { baseName } from '../../text/path';
import { hasOption, optionNames, optionOf, wordsOf, type CommandLine } from '../command-line';
import { changesNothing, each, verbsThat, type Family, type Said } from './form';

/** Options with which something is sent. The letters are curl's: `-T` of wget is how long it waits. */
const sendsByWord = /^(?:data(?:-.*)?|json|form(?:-.*)?|upload-file|post-(?:data|file)|body-(?:data|file))$/;
const sendsByLetter = /^[dFT]$/;

/** The addresses of a download or request, and where the answer goes. */
function fetches(...output: readonly string[]) {
  return (line: CommandLine): readonly Said[] => {
    const file = optionOf(line, ...output);
    const method = optionOf(line, 'X', 'request', 'method')?.value.toUpperCase();
    const sends =
      (method !== undefined && method !== 'GET' && method !== 'HEAD') ||
      line.options.some(({ name }) => sendsByWord.test(name) || (line.program === 'curl' && sendsByLetter.test(name)));
    const named = optionOf(line, 'url');
    const targets = [...(named ? [named] : []), ...line.operands];
    return [
      ...targets.map((target) => ({ kind: sends ? ('network.send' as const) : ('network.fetch' as const), target })),
      ...(file && file.value !== '-' && file.value !== '/dev/null'
        ? [{ kind: 'file.write' as const, target: file, ...(targets[0] && { from: targets[0].value }) }]
        : []),
    ];
  };
}

/** `gh api repos/dten/hub/hooks -f name=web`: fields are sent. */
function askedOf(line: CommandLine): readonly Said[] {
  const method = optionOf(line, 'X', 'method')?.value.toUpperCase();
  const sends = method === undefined ? hasOption(line, 'f', 'F', 'raw-field', 'field', 'input') : method !== 'GET';
  return line.operands.slice(0, 1).map((target) => ({ kind: sends ? 'network.send' : 'network.fetch', target }));
}

/** `scp a host:/b`, `rsync`-like: what has a colon before any slash is on another host. */
function remoteCopy({ operands }: CommandLine): readonly Said[] {
  const target = operands.at(-1);
  if (!target) return [];
  const isRemote = (value: string) => /^[^/]*:/.test(value);
  if (isRemote(target.value)) return [{ kind: 'network.send', target }];
  return operands
    .slice(0, -1)
    .flatMap((source): Said[] => [
      ...(isRemote(source.value) ? [{ kind: 'network.fetch' as const, target: source }] : []),
      { kind: 'file.write', target, from: source.value },
    ]);
}

const curl = fetches('o', 'output');
const wget = fetches('O', 'output-document');

/** Downloads, other hosts, and messages to people. */
export const network: Family = {
  curl: {
    valued:
      '-o --output -d --data --data-raw --data-binary --data-urlencode --json -F --form -H --header -u --user -X --request -A --user-agent -e --referer -b --cookie -c --cookie-jar -m --max-time --connect-timeout --retry --retry-delay --retry-max-time -x --proxy -T --upload-file -w --write-out --cacert --capath -E --cert --key --cert-type -K --config -C --continue-at -r --range --url --resolve --interface --limit-rate -D --dump-header --unix-socket -y -Y -z -Q --proto --proto-default --tlsv --max-redirs --noproxy --stderr',
    says: curl,
  },
  'wget wget2': {
    valued:
      '-O --output-document -o --output-file -a --append-output -P --directory-prefix -t --tries -T --timeout --header -U --user-agent --user --password --post-data --post-file -i --input-file --ca-certificate --certificate --private-key -e --execute -Q --waitretry --http-user --http-password --method --body-data --body-file --referer --dns-timeout --connect-timeout --read-timeout -w --wait --limit-rate --progress',
    says: wget,
  },
  'aria2c axel fetch': { valued: '-o --out -d --dir --checksum', says: fetches('o', 'out') },
  'scp sshpass-scp': { valued: '-P -i -o -F -c -l -S -J', says: remoteCopy },
  'sftp ftp lftp telnet nc ncat netcat socat tftp smbclient': { valued: '-P -i -o -b -F -e -u -p -U -c', first: 'network.session' },
  git: {
    valued: '-C -c --git-dir --work-tree -b --branch --depth',
    verbs: {
      clone: { first: 'network.fetch', valued: '-b --branch --depth -o' },
      fetch: { first: 'network.fetch' },
      pull: { once: 'network.fetch' },
      push: { once: 'network.send' },
      checkout: { once: 'file.edit' },
      reset: { once: 'file.edit' },
      ...verbsThat('apply am', { once: 'file.edit' }),
      clean: { once: 'file.delete' },
      config: { once: 'host.setting' },
      submodule: { once: 'network.fetch' },
      '*': changesNothing,
    },
  },
  'gh glab': {
    valued: '-X --method -f --raw-field -F --field -H --header --input -R --repo -q --jq -t --template --hostname -e --env -b --body',
    verbs: {
      api: { says: askedOf },
      release: {
        verbs: { download: { once: 'network.fetch' }, view: changesNothing, list: changesNothing, '*': { once: 'network.send' } },
      },
      secret: { once: 'credential.create' },
      variable: { once: 'network.send' },
      ...verbsThat('auth config status browse help version search', changesNothing),
      '*': { once: 'network.send' },
    },
  },
  'ldcli unleash-cli flagsmith flipt growthbook split-cli configcat': {
    valued: '--flag --environment --project --access-token',
    says: (line) => {
      const flag = optionOf(line, 'flag');
      return line.operands.some(({ value }) => /^(get|list|show|help|version|config|login|status)$/.test(value))
        ? []
        : [{ kind: 'flag.change', ...(flag && { target: flag }) }];
    },
  },
  'mail mailx sendmail mutt msmtp swaks s-nail': { valued: '-s -r -a -c -b', each: 'message.send' },
  // Also modules of Ansible of these names.
  'slack slackcat rocketchat mattermost ms_teams telegram telegram-send discord matrix pushover pushbullet ntfy apprise twilio nexmo bearychat campfire flowdock grove hall hipchat irc jabber say sendgrid syslogger typetalk cisco_webex pagerduty pagerduty_alert pagerduty_change opsgenie logentries_msg':
    { once: 'message.send' },
  'wall write notify-send xmessage zenity kdialog': { once: 'message.send' },
  'ssh autossh dbclient plink pdsh clush pssh': {
    valued: '-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -P -Q -R -S -W -w -B -g',
    stopsAtOperand: true,
    first: 'network.session',
  },
  'ssh-keyscan': { each: 'network.fetch' },
  'ssh-keygen': { valued: '-t -b -f -N -C -P -m -R -F', options: { f: 'credential.create', R: 'file.edit' } },
  'ssh-copy-id': { first: 'security.change' },
};

/** `kill "$(pidof nginx)"`, `kill $(cat /run/nginx.pid)`: whom the substitution finds. */
const found = /(?:pidof|pgrep|cat)\s+(?:-\w+\s+)*["']?([\w./@+-]+)|<\s*["']?([\w./@+-]+\.pid)/;

/** Signals that ask a program to read its settings or logs anew, and those that stop nobody (signal(7)). */
const asksToReload = /^-?(-signal=|s=)?(SIG)?(HUP|1)$/;
const harmless = /^-?(-signal=|s=)?(SIG)?(USR[12]|10|12|WINCH|28|CONT|18)$/;

function killed(line: CommandLine): readonly Said[] {
  const signals = line.options.map(({ name, value, at }) => (/^(s|n|signal)$/.test(name) && value ? value.value : at.value));
  if (signals.some((signal) => harmless.test(signal))) return [];
  const kind = signals.some((signal) => asksToReload.test(signal)) ? 'unit.reload' : 'process.kill';
  // `kill -9 -1`: whatever may be ended.
  if (line.operands.length === 0 && line.options.some(({ at }) => at.value === '-1') && line.options.length > 1)
    return [{ kind: 'process.kill', name: '*' }];
  return line.operands.map((target) => {
    const [, program, file] = found.exec(target.word.text) ?? [];
    const name = program ?? file;
    return { kind, target, ...(name !== undefined && { name: baseName(name).replace(/\.pid$/, '') }) };
  });
}

const owners = optionNames('-u --user --euid -U --uid -P --parent -G --group -t --terminal -g --pgroup -F --pidfile --session');

/** `pkill -u dten`: without a name, all that belongs to an account, a terminal or another process. */
function killedOf(line: CommandLine): readonly Said[] {
  // `-SIGKILL` is one word, whatever its letters mean alone.
  const options = line.options.filter(({ at }) => !/^-[A-Z]{2}[A-Z\d]*$/.test(at.value));
  const whose = options.find(({ name, value }) => value && owners.has(name))?.value;
  const operands = line.operands.slice(-1);
  return killed({ ...line, operands: operands.length > 0 || !whose ? operands : [whose] });
}

/** What the host itself is: its settings, its kernel, its mounts and its boot. */
export const host: Family = {
  'reboot poweroff halt': { once: 'host.reboot' },
  shutdown: { with: [['c', changesNothing]], once: 'host.reboot' },
  'init telinit': {
    verbs: { '0': { once: 'host.reboot' }, '1': { once: 'host.reboot' }, '6': { once: 'host.reboot' }, '*': { once: 'host.setting' } },
  },
  kexec: { with: [['l load u', { once: 'kernel.module' }]], once: 'host.reboot' },
  sysctl: {
    valued: '-p --load --pattern',
    with: [['a all n', changesNothing]],
    each: 'host.setting',
    options: { p: 'host.setting', load: 'host.setting' },
    says: (line) => (line.options.some(({ name, value }) => /^(p|load|system)$/.test(name) && !value) ? [{ kind: 'host.setting' }] : []),
  },
  hostname: { first: 'host.setting', valued: '-F' },
  'hostnamectl timedatectl localectl': {
    verbs: { status: changesNothing, show: changesNothing, '*': { once: 'host.setting' }, '': changesNothing },
  },
  modprobe: { with: [['r remove', each('kernel.module')]], first: 'kernel.module' },
  'insmod rmmod depmod dkms': { once: 'kernel.module' },
  'update-initramfs dracut mkinitcpio update-grub update-grub2 grub-mkconfig grub2-mkconfig grubby grub-install': {
    valued: '-k -o --kver',
    once: 'kernel.module',
  },
  'ldconfig update-mime-database update-desktop-database gtk-update-icon-cache fc-cache mandb glib-compile-schemas update-ca-certificates update-ca-trust':
    {
      once: 'host.setting',
    },
  trust: { verbs: { ...verbsThat('list dump check-format', changesNothing), '*': { first: 'host.setting' } } },
  'tuned-adm': { verbs: { ...verbsThat('active list recommend verify profile_info', changesNothing), '*': { first: 'host.setting' } } },
  // Firmware: no snapshot has it.
  fwupdmgr: {
    verbs: {
      ...verbsThat('get-devices get-updates get-history get-details get-remotes refresh verify', changesNothing),
      '*': { says: ({ operands: [file] }) => [{ kind: 'host.setting', name: 'firmware', ...(file && { from: file.value }) }] },
    },
  },
  flashrom: {
    valued: '-r --read -w --write -v --verify -p --programmer -c --chip -l --layout -i --image',
    with: [['r read v verify L list-supported', changesNothing]],
    says: (line) => {
      const file = optionOf(line, 'w', 'write');
      return [{ kind: 'host.setting', name: 'firmware', ...(file && { from: file.value }) }];
    },
  },
  efibootmgr: {
    valued: '-b --bootnum -o --bootorder -n --bootnext -L --label -l --loader -d --disk -p --part -t --timeout',
    says: ({ options }) =>
      options.some(({ name }) => !/^(?:v|verbose|q|quiet|V|version)$/.test(name)) ? [{ kind: 'host.setting', name: 'boot order' }] : [],
  },
  ipmitool: {
    valued: '-I -H -U -P -f -p -L -C -t -b -l -k -y -e',
    where: { H: 'host' },
    says: (line) => {
      const words = wordsOf(line);
      if (/^(?:chassis )?power (?:off|cycle|reset|soft|down)\b/.test(words)) return [{ kind: 'host.reboot' }];
      return /\b(?:set|bootdev|bootparam|reset|enable|disable|clear|upgrade|raw|on)\b/.test(words)
        ? [{ kind: 'host.setting', name: 'BMC' }]
        : [];
    },
  },
  udevadm: { verbs: { info: changesNothing, settle: changesNothing, '*': { once: 'host.setting' } } },
  'sync fsync fsfreeze': changesNothing,
  kill: { valued: '-s -n', with: [['0 l', changesNothing]], says: killed },
  // It only tells who has a file open, unless it is told to kill them.
  fuser: {
    valued: '-n --namespace -s --signal',
    with: [['k kill', { valued: '-n --namespace', each: 'process.kill' }]],
    ...changesNothing,
  },
  'killall pkill skill killall5': {
    valued: '-s --signal -u --user --euid -U --uid -P --parent -G --group -t --terminal -g --pgroup -F --pidfile --session',
    with: [['0', changesNothing]],
    says: killedOf,
  },
  killproc: { valued: '-p -d', says: (line) => killed({ ...line, operands: line.operands.slice(0, 1) }) },
  'start-stop-daemon': {
    valued:
      '-x --exec -n --name -u --user -p --pidfile -c --chuid -g --group -s --signal -R --retry -a --startas -d --chdir -r --chroot -N -I -k --umask -P --procsched',
    with: [
      ['K stop', { says: (line) => [{ kind: 'process.kill', ...named(optionOf(line, 'x', 'exec', 'n', 'name', 'p', 'pidfile')) }] }],
      ['T status t test', changesNothing],
    ],
    says: (line) => [{ kind: 'process.start', ...named(optionOf(line, 'x', 'exec', 'a', 'startas')) }],
  },
  'flock lockfile dotlockfile lockfile-create': { once: 'lock.take' },
  'lockfile-remove': { once: 'lock.release' },
  'wg-quick dhclient wicked': { valued: '-cf -lf -pf -sf', once: 'host.setting' },
  'ifup ifdown': { valued: '-i --interfaces -s', each: 'host.setting', with: [['a all', { once: 'host.setting' }]] },
  'ip ifconfig route nmcli netplan brctl ethtool iw': {
    says: ({ operands }) =>
      operands.some(({ value }) =>
        /^(add|del|delete|set|up|down|on|off|flush|change|replace|apply|try|modify|reload|disconnect|reapply)$/.test(value),
      )
        ? [{ kind: 'host.setting' }]
        : [],
  },
};

const named = (target: CommandLine['operands'][number] | undefined): Pick<Said, 'target'> => (target ? { target } : {});
