import { isKnown } from '../../parse/shell-template';
import { own } from '../../text/own';
import { hasOption, optionOf, type CommandLine } from '../command-line';
import type { EffectKind } from '../effect';
import { changesNothing, each, verbsThat, type Family, type Form, type Said } from './form';

/** `enable --now` starts as well, `disable --now` stops (systemctl(1)). */
const andNow =
  (kind: 'unit.enable' | 'unit.disable' | 'unit.mask', now: 'unit.start' | 'unit.stop') =>
  (line: CommandLine): readonly Said[] => [
    ...line.operands.map((target) => ({ kind, target })),
    ...(hasOption(line, 'now') ? line.operands.map((target) => ({ kind: now, target })) : []),
  ];

const verbs: Readonly<Record<string, Form>> = {
  start: each('unit.start'),
  stop: each('unit.stop'),
  kill: { ...each('process.kill'), valued: '-s --signal' },
  restart: each('unit.restart'),
  'try-restart': each('unit.restart'),
  condrestart: each('unit.restart'),
  'reload-or-restart': each('unit.restart'),
  'try-reload-or-restart': each('unit.restart'),
  'force-reload': each('unit.reload'),
  reload: each('unit.reload'),
  isolate: { ...each('unit.start') },
  enable: { says: andNow('unit.enable', 'unit.start') },
  reenable: { says: andNow('unit.enable', 'unit.start') },
  preset: { says: andNow('unit.enable', 'unit.start') },
  'add-wants': { says: ({ operands }) => operands.slice(1).map((target) => ({ kind: 'unit.enable', target })) },
  'add-requires': { says: ({ operands }) => operands.slice(1).map((target) => ({ kind: 'unit.enable', target })) },
  link: each('unit.install'),
  edit: each('unit.install'),
  'set-property': { first: 'unit.install' },
  revert: each('unit.install'),
  disable: { says: andNow('unit.disable', 'unit.stop') },
  mask: { says: andNow('unit.mask', 'unit.stop') },
  unmask: each('unit.unmask'),
  'daemon-reload': { once: 'unit.daemon-reload' },
  'daemon-reexec': { once: 'unit.daemon-reload' },
  'reset-failed': changesNothing,
  'preset-all': { once: 'unit.enable' },
  'set-default': { first: 'host.setting' },
  'set-environment': each('host.setting'),
  'unset-environment': each('host.setting'),
  'import-environment': { once: 'host.setting' },
  reboot: { once: 'host.reboot' },
  poweroff: { once: 'host.reboot' },
  halt: { once: 'host.reboot' },
  kexec: { once: 'host.reboot' },
  'soft-reboot': { once: 'host.reboot' },
  rescue: { once: 'host.reboot' },
  emergency: { once: 'host.reboot' },
  suspend: { once: 'host.reboot' },
};

const asks =
  'is-active is-enabled is-failed is-system-running status show cat help list-units list-unit-files list-timers list-sockets list-jobs list-dependencies list-machines get-default show-environment was-enabled debian-installed log-level log-target cancel --version';

const queries = verbsThat(asks, changesNothing);

const systemctlOptions =
  '-t --type -p --property -P -n --lines -o --output -s --signal --state --job-mode --kill-whom --kill-who --kill-value --what --when --preset-mode --message --timestamp -H --host -M --machine --root --image';

const supervised: Readonly<Record<string, Form>> = {
  ...verbsThat('status list version maintail tail pid avail ping jlist', changesNothing),
  start: each('unit.start'),
  stop: each('unit.stop'),
  restart: each('unit.restart'),
  reload: each('unit.reload'),
  update: { once: 'unit.daemon-reload' },
  reread: { once: 'unit.daemon-reload' },
  up: each('unit.start'),
  down: each('unit.stop'),
  delete: each('unit.disable'),
  save: { once: 'unit.enable' },
};

/** `service foo restart`: the unit first, the verb behind it. */
function service({ operands }: CommandLine): readonly Said[] {
  const [unit, verb] = operands;
  if (!unit || !verb) return [];
  return byVerb(unit, verb.value);
}

function byVerb(unit: CommandLine['operands'][number], verb: string): readonly Said[] {
  const form = own(verbs, verb);
  if (form?.each) return [{ kind: form.each, target: unit }];
  return /^(status|is-active|probe|configtest|check\w*|show\w*)$/.test(verb)
    ? []
    : [
        {
          kind: 'unknown',
          target: unit,
          why: isKnown(verb) ? `what the action ${verb} of an init script does` : 'its action is not known',
        },
      ];
}

/** `update-rc.d foo defaults`, `chkconfig foo on`. */
function boot({ operands, options }: CommandLine): readonly Said[] {
  const [unit, verb] = operands;
  if (!unit) return [];
  if (options.some(({ name }) => name === 'add') || /^(defaults|enable|on|start)$/.test(verb?.value ?? ''))
    return [{ kind: 'unit.enable', target: unit }];
  if (options.some(({ name }) => name === 'del') || /^(remove|disable|off|stop)$/.test(verb?.value ?? ''))
    return [{ kind: 'unit.disable', target: unit }];
  return [];
}

/** What the manager of systemd is asked over the bus (org.freedesktop.systemd1(5)). */
const busMethods: Readonly<Record<string, EffectKind>> = {
  StartUnit: 'unit.start',
  StopUnit: 'unit.stop',
  RestartUnit: 'unit.restart',
  TryRestartUnit: 'unit.restart',
  ReloadUnit: 'unit.reload',
  ReloadOrRestartUnit: 'unit.restart',
  KillUnit: 'process.kill',
  EnableUnitFiles: 'unit.enable',
  DisableUnitFiles: 'unit.disable',
  MaskUnitFiles: 'unit.mask',
};

/** `busctl call org.freedesktop.systemd1 … StopUnit ss dten.service replace`, and the same of `dbus-send` and `gdbus`. */
function overBus({ operands, options }: CommandLine): readonly Said[] {
  const words = [...operands, ...options.flatMap(({ value }) => value ?? [])];
  const method = words.map(({ value }) => /(?:^|systemd1\.Manager\.)(\w+)$/.exec(value)?.[1] ?? '').find((name) => own(busMethods, name));
  const kind = own(busMethods, method ?? '');
  if (!kind) return [];
  return operands.flatMap((target): Said[] => {
    const [, name] =
      /^(?:(?:array:)?string:)?["']?([\w@.:\\-]+\.(?:service|socket|timer|target|path|mount))["']?$/.exec(target.value) ?? [];
    return name === undefined ? [] : [{ kind, target, name }];
  });
}

/** `asterisk -rx 'core restart now'`, `fs_cli -x 'fsctl shutdown'`: what a service is told itself. */
const told =
  (name: string) =>
  (line: CommandLine): readonly Said[] => {
    const said = optionOf(line, 'x')?.value ?? '';
    if (/\brestart\b/.test(said)) return [{ kind: 'unit.restart', name }];
    if (/\b(?:stop|shutdown)\b/.test(said)) return [{ kind: 'unit.stop', name }];
    if (/reload/.test(said)) return [{ kind: 'unit.reload', name }];
    return said === '' || /\b(?:show|status|list|version|help)\b/.test(said)
      ? []
      : [{ kind: 'unknown', name, why: `what ${name} does when it is told so` }];
  };

/** systemd, init scripts and what hands on to them. */
export const units: Family = {
  systemctl: {
    valued: systemctlOptions,
    where: { H: 'host', host: 'host', M: 'container', machine: 'container', root: 'container', image: 'container' },
    with: [['user', changesNothing]],
    verbs: { ...queries, ...verbs, '': changesNothing },
  },
  busctl: {
    valued: '-H --host -M --machine',
    verbs: { call: { says: overBus }, 'set-property': { once: 'host.setting' }, '*': changesNothing, '': changesNothing },
  },
  'dbus-send': { says: overBus },
  gdbus: { valued: '-d --dest -o --object-path -m --method', verbs: { call: { says: overBus }, '*': changesNothing } },
  'deb-systemd-invoke': { verbs: { ...queries, ...verbs } },
  'deb-systemd-helper': {
    verbs: {
      ...queries,
      enable: each('unit.enable'),
      reenable: each('unit.enable'),
      disable: each('unit.disable'),
      purge: each('unit.disable'),
      mask: each('unit.mask'),
      unmask: each('unit.unmask'),
      'update-state': changesNothing,
    },
  },
  service: { says: service },
  'invoke-rc.d': { says: service },
  'rc-service': { says: service },
  'update-rc.d chkconfig': { valued: '--level', says: boot },
  'rc-update': {
    verbs: { add: { first: 'unit.enable' }, del: { first: 'unit.disable' }, delete: { first: 'unit.disable' }, show: changesNothing },
  },
  start: { first: 'unit.start' },
  stop: { first: 'unit.stop' },
  'systemd-run systemd-cat': changesNothing,
  'systemd-tmpfiles': { once: 'dir.create' },
  'systemd-sysusers': { once: 'user.create' },
  // daemontools: what is done is an option.
  svc: {
    with: [
      ['t', each('unit.restart')],
      ['d k x', each('unit.stop')],
      ['u o', each('unit.start')],
      ['h', each('unit.reload')],
    ],
  },
  launchctl: {
    valued: '-k -p',
    verbs: {
      ...verbsThat('list print version help blame', changesNothing),
      ...verbsThat('load bootstrap enable kickstart start', { last: 'unit.start' }),
      ...verbsThat('unload bootout disable stop kill', { last: 'unit.stop' }),
      '*': { once: 'host.setting' },
    },
  },
  // Telephone exchanges, which are told by commands of their own.
  asterisk: { valued: '-x -C -U -G', says: told('asterisk.service') },
  fs_cli: { valued: '-x -H -P -p -b', says: told('freeswitch.service') },
  'supervisorctl initctl sv s6-rc monit': { verbs: supervised },
  pm2: {
    valued: '-n --name -i --instances --cwd --user -u --hp --log -o -e',
    verbs: {
      ...supervised,
      ...verbsThat('ls l ps show describe prettylist info logs flush reloadLogs install set conf', changesNothing),
      // The daemon is started anew, and with it all that it runs.
      update: { says: () => [{ kind: 'unit.restart', name: '*' }] },
      kill: { says: () => [{ kind: 'unit.stop', name: '*' }] },
      resurrect: { says: () => [{ kind: 'unit.start', name: '*' }] },
      startup: { once: 'unit.enable' },
      unstartup: { once: 'unit.disable' },
    },
  },
};
