import type { Form } from './in-word';

export interface Option {
  readonly names: readonly string[];
  readonly form: Form;
  /** The value may follow the letter directly; `only`: it never is a word of its own. */
  readonly glued?: 'too' | 'only';
  /** The option counts only behind this word. */
  readonly behind?: string;
  /** The program overwrites the argument as soon as it has begun, as its manual or source says. */
  readonly overwritten?: true;
}

const option = (names: string, form: Form, more: Pick<Option, 'glued' | 'behind' | 'overwritten'> = {}): Option => ({
  names: names.split(' '),
  form,
  ...more,
});

const mysql = [option('-p', 'whole', { glued: 'only', overwritten: true })];
const samba = [option('-U --user', 'after-percent', { glued: 'too', overwritten: true })];
const directory = [option('-w', 'whole', { glued: 'too', overwritten: true })];
const registry = [option('-p', 'whole', { behind: 'login', glued: 'too' }), option('--creds --src-creds --dest-creds', 'after-colon')];
const mongo = [option('-p', 'whole', { glued: 'too' })];

/** Options of commands that hold secrets, by the name of the command. */
export const options = new Map<string, readonly Option[]>([
  [
    'curl',
    [
      option('-u --user -U --proxy-user', 'after-colon', { glued: 'too', overwritten: true }),
      option('-E --cert', 'after-colon', { overwritten: true }),
      option('--pass --oauth2-bearer', 'whole', { overwritten: true }),
    ],
  ],
  ['http', [option('-a --auth', 'after-colon')]],
  ['https', [option('-a --auth', 'after-colon')]],
  ['etcdctl', [option('--user', 'after-colon')]],
  ['sshpass', [option('-p', 'whole', { glued: 'too', overwritten: true })]],
  ['openssl', [option('-passin -passout -pass', 'pass'), option('-k -K', 'whole')]],
  ['redis-cli', [option('-a --pass', 'whole')]],
  ['ipmitool', [option('-P', 'whole', { glued: 'too' })]],
  ['zip', [option('-P', 'whole')]],
  ['unzip', [option('-P', 'whole', { glued: 'too' })]],
  ['7z', [option('-p', 'whole', { glued: 'only' })]],
  ['7za', [option('-p', 'whole', { glued: 'only' })]],
  ['lftp', [option('-u', 'after-comma')]],
  ['ssh-keygen', [option('-N -P', 'whole')]],
  ['cqlsh', [option('-p', 'whole', { glued: 'too' })]],
  ['psexec', [option('-p', 'whole')]],
  ['add-user.sh', [option('-p', 'whole')]],
  ['ncftpput', [option('-p', 'whole')]],
  ...['plink', 'pscp', 'psftp'].map((name) => [name, [option('-pw', 'whole')]] as const),
  ...['mount', 'mount.cifs', 'sshfs', 'curlftpfs'].map((name) => [name, [option('-o', 'password', { glued: 'too' })]] as const),
  ['useradd', [option('-p', 'whole')]],
  ['usermod', [option('-p', 'whole')]],
  ['sqlcmd', [option('-P', 'whole', { glued: 'too' })]],
  ['bcp', [option('-P', 'whole', { glued: 'too' })]],
  ['isql', [option('-P', 'whole', { glued: 'too' })]],
  ['az', [option('-p', 'whole', { behind: 'login' })]],
  ['oc', [option('-p', 'whole', { behind: 'login' })]],
  ['snmpget', [option('-A -X -c', 'whole')]],
  ['snmpwalk', [option('-A -X -c', 'whole')]],
  ...[
    'mysql',
    'mysqldump',
    'mysqladmin',
    'mysqlimport',
    'mysqlcheck',
    'mysqlshow',
    'mysqlsh',
    'mysqlslap',
    'mysqlbinlog',
    'mysql_upgrade',
    'mariadb',
    'mariadb-dump',
    'mariadb-admin',
    'mariadb-check',
    'mariadb-import',
    'mariadb-backup',
    'mariadb-upgrade',
    'mycli',
    'xtrabackup',
  ].map((name) => [name, mysql] as const),
  ...['smbclient', 'rpcclient', 'smbmap', 'smbget', 'winexe', 'net'].map((name) => [name, samba] as const),
  ...['ldapsearch', 'ldapmodify', 'ldapadd', 'ldapdelete', 'ldapwhoami', 'ldapcompare', 'ldapmodrdn'].map(
    (name) => [name, directory] as const,
  ),
  // Of `ldapsearch` that is the scope.
  ['ldappasswd', [...directory, option('-s -a', 'whole', { glued: 'too', overwritten: true })]],
  ...['docker', 'podman', 'nerdctl', 'helm', 'buildah', 'skopeo', 'crane', 'oras'].map((name) => [name, registry] as const),
  ...['mongo', 'mongosh', 'mongodump', 'mongorestore', 'mongoimport', 'mongoexport'].map((name) => [name, mongo] as const),
]);

/** Arguments, counted behind the command or its word, that are secrets. */
export interface Argument {
  /** Words that the command goes on with. */
  readonly behind?: readonly string[];
  /** The argument before the first that counts. */
  readonly after?: RegExp;
  readonly nth: number;
  readonly form: Form;
}

/** Windows reads its commands in any case. */
const netArguments: readonly Argument[] = [
  { behind: ['user', 'USER', 'User'], nth: 1, form: 'whole' },
  { behind: ['use', 'USE', 'Use'], after: /^(?:\\\\|https?:)/, nth: 0, form: 'whole' },
];

export const argumentsOf = new Map<string, readonly Argument[]>([
  ['rabbitmqctl', [{ behind: ['add_user', 'change_password', 'authenticate_user'], nth: 1, form: 'whole' }]],
  ['mysqladmin', [{ behind: ['password'], nth: 0, form: 'whole' }]],
  ['redis-cli', [{ behind: ['AUTH', 'auth'], nth: 0, form: 'whole' }]],
  ['vault', [{ behind: ['login'], nth: 0, form: 'unnamed' }]],
  [
    'nmcli',
    [
      {
        behind: [
          'password',
          'wifi-sec.psk',
          '802-11-wireless-security.psk',
          '802-1x.password',
          '802-1x.private-key-password',
          'wifi-sec.wep-key0',
        ],
        nth: 0,
        form: 'whole',
      },
    ],
  ],
  ['wpa_passphrase', [{ nth: 1, form: 'whole' }]],
  ['grafana-cli', [{ behind: ['reset-admin-password'], nth: 0, form: 'whole' }]],
  ['aws', [{ behind: ['aws_secret_access_key', 'aws_session_token'], nth: 0, form: 'whole' }]],
  ['npm', [{ behind: ['set'], after: /_(?:authToken|auth|password)$/, nth: 0, form: 'whole' }]],
  ['mc', [{ behind: ['set'], nth: 3, form: 'whole' }]],
  ['asadmin', [{ behind: ['create-password-alias'], nth: 1, form: 'whole' }]],
  ...['net', 'NET', 'Net'].map((name): [string, readonly Argument[]] => [name, netArguments]),
  ...['sqlplus', 'sqlldr', 'expdp', 'impdp', 'rman'].map((name) => [name, [{ nth: 0, form: 'after-slash' }]] as const),
]);
