/** Arguments of a module as text; lists as their items. What is `undefined` is not written. */
export type Arguments = (name: string) => readonly string[] | undefined;

/** The words of the command that does what a module does; none: it changes nothing on a host. */
type Module = (given: Arguments) => readonly (readonly string[])[];

const one = (given: Arguments, ...names: readonly string[]): string | undefined =>
  names.map((name) => given(name)?.[0]).find((value) => value !== undefined);
/** As YAML and Jinja write it. */
export const isYes = (value: unknown): boolean => /^(yes|true|on|1)$/i.test(String(value));
export const isNo = (value: unknown): boolean => /^(no|false|off|0)$/i.test(String(value));
const nothing: Module = () => [];

const service: Module = (given) => {
  const name = one(given, 'name', 'service', 'unit');
  const verb = { started: 'start', stopped: 'stop', restarted: 'restart', reloaded: 'reload' }[one(given, 'state') ?? ''];
  const enabled = one(given, 'enabled');
  const masked = one(given, 'masked');
  const verbs = [
    ...(isYes(masked) ? ['mask'] : isNo(masked) ? ['unmask'] : []),
    ...(isYes(enabled) ? ['enable'] : isNo(enabled) ? ['disable'] : []),
    ...(verb === undefined ? [] : [verb]),
  ];
  return [
    ...(isYes(one(given, 'daemon_reload', 'daemon-reload')) ? [['systemctl', 'daemon-reload']] : []),
    ...(name === undefined ? [] : verbs.map((each) => ['systemctl', each, name])),
  ];
};

/** Mode and owner, as most modules that write files take them. */
const rights = (given: Arguments, path: string): readonly (readonly string[])[] => {
  const [mode, owner, group] = [one(given, 'mode'), one(given, 'owner'), one(given, 'group')];
  return [
    ...(mode === undefined || mode === 'preserve' ? [] : [['chmod', mode, path]]),
    ...(owner === undefined && group === undefined ? [] : [['chown', `${owner ?? ''}${group === undefined ? '' : `:${group}`}`, path]]),
  ];
};

const file: Module = (given) => {
  const path = one(given, 'path', 'dest', 'name');
  if (path === undefined) return [];
  const state = one(given, 'state');
  if (state === 'absent') return [['rm', '-rf', path]];
  const made = {
    directory: ['mkdir', '-p', path],
    touch: ['touch', path],
    link: ['ln', '-s', one(given, 'src') ?? '', path],
    hard: ['ln', one(given, 'src') ?? '', path],
  }[state ?? ''];
  return [...(made ? [made] : []), ...rights(given, path)];
};

/** `backup: true` keeps what was there, beside it. */
const kept = (given: Arguments, path: string): readonly (readonly string[])[] =>
  isYes(one(given, 'backup')) ? [['cp', '-p', path, `${path}.backup~`]] : [];

const copied: Module = (given) => {
  const [from, to] = [one(given, 'src'), one(given, 'dest', 'path')];
  if (to === undefined) return [];
  const write = from === undefined ? ['tee', to] : isNo(one(given, 'force')) ? ['cp', '-n', from, to] : ['cp', from, to];
  return [...kept(given, to), write, ...rights(given, to)];
};

const edited: Module = (given) => {
  const path = one(given, 'path', 'dest', 'destfile', 'name');
  return path === undefined ? [] : [...kept(given, path), ['sed', '-i', '', path], ...rights(given, path)];
};

const fetched: Module = (given) => {
  const [url, dest, checksum] = [one(given, 'url'), one(given, 'dest'), one(given, 'checksum')];
  if (url === undefined) return [];
  if (checksum !== undefined && dest !== undefined) return [['aria2c', `--checksum=${checksum}`, '-o', dest, url]];
  const method = one(given, 'method');
  return [
    [
      'curl',
      ...(method === undefined || method === 'GET' ? [] : ['-X', method]),
      ...(isNo(one(given, 'validate_certs')) ? ['-k'] : []),
      ...(dest === undefined ? [] : ['-o', dest]),
      url,
    ],
  ];
};

const unpacked: Module = (given) => {
  const [src, dest] = [one(given, 'src'), one(given, 'dest')];
  return src === undefined || dest === undefined ? [] : [['tar', '-xf', src, '-C', dest]];
};

const installed =
  (program: string): Module =>
  (given) => {
    const names = given('name') ?? given('pkg') ?? given('package') ?? given('deb') ?? [];
    const state = one(given, 'state');
    // `upgrade: dist`, `name: "*"`: whatever the host has.
    const upgrade = one(given, 'upgrade');
    if (upgrade !== undefined && !isNo(upgrade)) return [[program, upgrade === 'dist' ? 'dist-upgrade' : 'upgrade', '-y']];
    if (names.includes('*') && state === 'latest') return [[program, 'upgrade', '-y']];
    return names.length === 0 ? [] : [[program, state === 'absent' || state === 'removed' ? 'remove' : 'install', '-y', ...names]];
  };

const account =
  (add: string, remove: string): Module =>
  (given) => {
    const name = one(given, 'name', 'user');
    if (name === undefined) return [];
    if (one(given, 'state') === 'absent') return [[remove, name]];
    const [uid, groups] = [one(given, 'uid'), given('groups') ?? []];
    return [[add, ...(uid === undefined ? [] : ['-u', uid]), ...(groups.length === 0 ? [] : ['-G', groups.join(',')]), name]];
  };

const database =
  (client: string, statement: string): Module =>
  (given) => {
    const [query, db] = [one(given, 'query'), one(given, 'db', 'database', 'login_db')];
    return query === undefined ? [] : [[client, ...(db === undefined ? [] : ['-d', db]), statement, query]];
  };

const cloned: Module = (given) => {
  const [repo, dest] = [one(given, 'repo'), one(given, 'dest')];
  return repo === undefined || dest === undefined ? [] : [['git', 'clone', repo, dest]];
};

const kernelSetting: Module = (given) => {
  const name = one(given, 'name', 'key');
  return name === undefined ? [] : [['sysctl', '-w', `${name}=${one(given, 'value', 'val') ?? ''}`]];
};

const selinux: Module = (given) => {
  const state = one(given, 'state');
  return state === undefined ? [] : [['setenforce', { enforcing: '1', permissive: '0', disabled: '0' }[state] ?? state]];
};

const firewall: Module = (given) => {
  const [state, rule, port] = [one(given, 'state'), one(given, 'rule', 'policy'), one(given, 'port', 'to_port')];
  if (state !== undefined) return [['ufw', state === 'enabled' ? 'enable' : state === 'disabled' ? 'disable' : state]];
  return rule === undefined || port === undefined ? [] : [['ufw', rule, port]];
};

const zone: Module = (given) => {
  const gone = one(given, 'state') === 'disabled' || one(given, 'state') === 'absent';
  const what = ['port', 'service', 'rich_rule', 'source'].find((name) => one(given, name) !== undefined);
  return what === undefined ? [] : [['firewall-cmd', `--${gone ? 'remove' : 'add'}-${what.replace('_', '-')}=${one(given, what) ?? ''}`]];
};

/** Jobs and lines that come or go with `state`. */
const present = (given: Arguments): boolean => one(given, 'state') !== 'absent';

const job: Module = (given) => [present(given) ? ['crontab', '-'] : ['crontab', '-r']];

const mounted: Module = (given) => {
  const path = one(given, 'path', 'name');
  const gone = /^(?:absent|unmounted)$/.test(one(given, 'state') ?? '');
  return path === undefined ? [] : [[gone ? 'umount' : 'mount', path]];
};

/** What is made anew on a device, or taken from it. */
const formatted: Module = (given) => {
  const device = one(given, 'dev', 'device');
  if (device === undefined) return [];
  return [present(given) ? ['mkfs', '-t', one(given, 'fstype', 'type') ?? 'ext4', device] : ['wipefs', '-a', device]];
};

const volume: Module = (given) => {
  const [group, name] = [one(given, 'vg'), one(given, 'lv', 'thinpool')];
  if (group === undefined || name === undefined) return [];
  return [[present(given) ? (one(given, 'size') === undefined ? 'lvcreate' : 'lvextend') : 'lvremove', `${group}/${name}`]];
};

const schema =
  (create: readonly string[], drop: readonly string[], restore: string, account?: string): Module =>
  (given) => {
    const name = one(given, 'name', 'db');
    const as = one(given, 'login_user');
    const state = one(given, 'state');
    if (name === undefined || state === 'dump') return [];
    if (state === 'import' || state === 'restore') return [[restore, '-d', name, one(given, 'target') ?? '-']];
    return [[...(state === 'absent' ? drop : create), ...(account === undefined || as === undefined ? [] : [account, as]), name]];
  };

const repository =
  (words: readonly string[], ...names: readonly string[]): Module =>
  (given) => {
    const source = one(given, ...names);
    return source === undefined || !present(given) ? [] : [[...words, source]];
  };

const rule: Module = (given) => {
  const chain = one(given, 'chain') ?? '';
  if (isYes(one(given, 'flush'))) return [['iptables', '-F', ...(chain === '' ? [] : [chain])]];
  const policy = one(given, 'policy');
  if (policy !== undefined) return [['iptables', '-P', chain, policy]];
  return [['iptables', present(given) ? '-A' : '-D', chain, '-j', one(given, 'jump') ?? '']];
};

const kernelModule: Module = (given) => {
  const name = one(given, 'name');
  return name === undefined ? [] : [['modprobe', ...(present(given) ? [] : ['-r']), name]];
};

const hostName: Module = (given) => {
  const name = one(given, 'name');
  return name === undefined ? [] : [['hostnamectl', 'set-hostname', name]];
};

const login: Module = (given) => {
  const user = one(given, 'user');
  if (user === undefined) return [];
  const file = one(given, 'path') ?? `${user === 'root' ? '' : '/home'}/${user}/.ssh/authorized_keys`;
  return [one(given, 'state') === 'absent' ? ['sed', '-i', '/key/d', file] : ['tee', '-a', file]];
};

const policySwitch: Module = (given) => {
  const name = one(given, 'name');
  return name === undefined ? [] : [['setsebool', '-P', name, isYes(one(given, 'state')) ? 'on' : 'off']];
};

const cluster: Module = (given) => {
  // Without a file the manifest stands in the playbook.
  return [['kubectl', one(given, 'state') === 'absent' ? 'delete' : 'apply', '-f', one(given, 'src') ?? '-']];
};

const chart: Module = (given) => {
  const [name, from] = [one(given, 'name', 'release_name'), one(given, 'chart_ref')];
  if (name !== undefined && !present(given)) return [['helm', 'uninstall', name]];
  return name === undefined || from === undefined ? [] : [['helm', 'upgrade', '--install', name, from]];
};

const container: Module = (given) => {
  const [name, image] = [one(given, 'name'), one(given, 'image')];
  if (one(given, 'state') === 'absent' && name !== undefined) return [['docker', 'rm', '-f', name]];
  const volumes = (given('volumes') ?? given('volume') ?? []).flatMap((volume) => ['-v', volume]);
  const rights = [
    ...(isYes(one(given, 'privileged')) ? ['--privileged'] : []),
    ...(given('capabilities') ?? given('cap_add') ?? []).map((name) => `--cap-add=${name}`),
    ...(one(given, 'pid_mode', 'pid') === 'host' ? ['--pid=host'] : []),
  ];
  if (image !== undefined) return [['docker', 'run', '-d', ...(name === undefined ? [] : ['--name', name]), ...rights, ...volumes, image]];
  // Without an image it is one that is there already.
  return name === undefined ? [] : [['docker', one(given, 'state') === 'stopped' ? 'stop' : 'start', name]];
};

const pulled: Module = (given) => {
  const [name, tag] = [one(given, 'name'), one(given, 'tag')];
  return name === undefined || one(given, 'source') === 'build' ? [] : [['docker', 'pull', tag === undefined ? name : `${name}:${tag}`]];
};

/** Without a time it waits until somebody has pressed Enter (ansible.builtin.pause). */
const paused: Module = (given) => (one(given, 'seconds', 'minutes') === undefined ? [['read', 'answer']] : []);

/** What a module is told to run, by a client of its system. */
const told =
  (words: readonly string[], ...names: readonly string[]): Module =>
  (given) => {
    const said = one(given, ...names);
    return said === undefined ? [] : [[...words, said]];
  };

const loginRules: Module = (given) => {
  const name = one(given, 'name');
  return name === undefined ? [] : [['sed', '-i', '', `/etc/pam.d/${name}`]];
};

const alternative: Module = (given) => {
  const [name, path] = [one(given, 'name'), one(given, 'path')];
  return name === undefined || path === undefined ? [] : [['update-alternatives', '--set', name, path]];
};

const hook: Module = (given) => {
  const project = one(given, 'repository', 'repo', 'project');
  return project === undefined ? [] : [['gh', 'api', '-X', present(given) ? 'POST' : 'DELETE', `repos/${project}/hooks`]];
};

const held: Module = (given) => {
  const name = one(given, 'name');
  return name === undefined ? [] : [['apt-mark', one(given, 'selection') === 'hold' ? 'hold' : 'unhold', name]];
};

/** Modules of Ansible by their short names, as the documentation of their collections describes them; others nobody here knows. */
export const ansibleModules: ReadonlyMap<string, Module> = new Map(
  Object.entries<Module>({
    'service systemd systemd_service sysvinit openrc': service,
    file,
    'copy template synchronize assemble': copied,
    'lineinfile blockinfile replace ini_file xml': edited,
    'get_url uri': fetched,
    unarchive: unpacked,
    'apt package': installed('apt-get'),
    'yum dnf dnf5': installed('dnf'),
    zypper: installed('zypper'),
    pip: installed('pip'),
    user: account('useradd', 'userdel'),
    group: account('groupadd', 'groupdel'),
    git: cloned,
    sysctl: kernelSetting,
    selinux,
    ufw: firewall,
    firewalld: zone,
    k8s: cluster,
    helm: chart,
    'docker_container podman_container': container,
    'docker_image docker_image_pull podman_image': pulled,
    pause: paused,
    'reboot win_reboot': () => [['reboot']],
    cron: job,
    mount: mounted,
    filesystem: formatted,
    lvol: volume,
    postgresql_db: schema(['createdb'], ['dropdb'], 'pg_restore', '-U'),
    mysql_db: schema(['mysqladmin', 'create'], ['mysqladmin', '-f', 'drop'], 'mysqlimport'),
    apt_repository: repository(['add-apt-repository', '-y'], 'repo'),
    yum_repository: repository(['yum-config-manager', '--add-repo'], 'baseurl', 'mirrorlist', 'metalink'),
    apt_key: repository(['apt-key', 'add'], 'url', 'file', 'data', 'id'),
    rpm_key: repository(['rpm', '--import'], 'key'),
    iptables: rule,
    modprobe: kernelModule,
    hostname: hostName,
    authorized_key: login,
    seboolean: policySwitch,
    'postgresql_query postgresql_script': database('psql', '-c'),
    mysql_query: database('mysql', '-e'),
    mongodb_shell: told(['mongosh', '--eval'], 'eval', 'file'),
    mssql_script: told(['sqlcmd', '-Q'], 'script'),
    'ldap_entry ldap_attrs ldap_passwd': told(['ldapmodify'], 'dn'),
    pamd: loginRules,
    timezone: told(['timedatectl', 'set-timezone'], 'name'),
    nmcli: told(['nmcli', 'connection', 'modify'], 'conn_name'),
    alternatives: alternative,
    dpkg_selections: held,
    'java_cert java_keystore': told(['keytool', '-importcert', '-keystore'], 'keystore_path', 'dest'),
    'github_webhook gitlab_hook': hook,
    snap: installed('snap'),
    flatpak: installed('flatpak'),
    npm: installed('npm'),
    gem: installed('gem'),
    apk: installed('apk'),
    pacman: installed('pacman'),
    mail: told(['mail'], 'to'),
    'debug assert fail set_fact set_stats stat find slurp meta wait_for wait_for_connection setup gather_facts ping add_host group_by register include_vars include_role import_role include_tasks import_tasks import_playbook include package_facts service_facts getent async_status fetch validate_argument_spec':
      nothing,
  }).flatMap(([names, module]) => names.split(' ').map((name) => [name, module] as const)),
);
