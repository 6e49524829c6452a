import { hasOption, optionOf, type Argument, type CommandLine } from '../command-line';
import { changesNothing, each, eachOrAll, type Family, type Form, type Said } from './form';

/** The database that a client talks to: `-d x`, or the first operand. */
const database = (line: CommandLine): Pick<Said, 'target'> => {
  const target = optionOf(line, 'd', 'dbname', 'D', 'database') ?? line.operands[0];
  return target ? { target } : {};
};

const runs =
  (kind: 'database.run' | 'database.dump' | 'database.restore') =>
  (line: CommandLine): readonly Said[] =>
    hasOption(line, 'l', 'list', 'V', 'version', 'help') ? [] : [{ kind, ...database(line) }];

const harmless = /^(count|max|min|sum|avg|coalesce|exists|version|now|lower|in|and|or|where|from|as|values)$/i;

/** Of MongoDB and Cassandra: what state they are in. */
const asksState =
  /^(?:db\.(?:version|stats|hello|isMaster)\(\)|db\.(?:adminCommand|runCommand)\(\W{0,4}ping\W{0,4}1?\W{0,4}\)|(?:rs|sh)\.status\(\)|describe \w+(?: [\w.]+)?)$/i;

/** `psql -c 'SELECT max(version) FROM x'`: one statement that only looks, with no function that is not known to. */
function looks(statement: string): boolean {
  const text = statement.trim().replace(/;$/, '');
  if (asksState.test(text)) return true;
  if (!/^(select|show)\b/i.test(text) || text.includes(';') || /\binto\b/i.test(text)) return false;
  return [...text.matchAll(/(?<!\w)(\w+) ?\(/g)].every(([, name = '']) => harmless.test(name));
}

/** A client that runs statements: those of a file, or of its command line. */
const client = (line: CommandLine): readonly Said[] => {
  const statement = optionOf(line, 'c', 'command', 'e', 'execute', 'q', 'query', 'Q', 'eval')?.value;
  const file = optionOf(line, 'f', 'file')?.value;
  if (statement !== undefined && file === undefined && looks(statement)) return [];
  return runs('database.run')(line).map((said) => ({ ...said, ...(file !== undefined && { from: file }) }));
};

const postgresOptions =
  '-h --host -p --port -U --username -d --dbname -f --file -c --command -v --set --variable -o --output -F -P -R -T -t -n --schema -j --jobs -Z -E -O --owner -l --locale -D --tablespace -L --log-file --encoding --template';
const mysqlOptions =
  '-h --host -P --port -u --user -D --database -e --execute -S --socket --defaults-file --defaults-extra-file --password --protocol -r --result-file --tab --where --ignore-table';

/** `pg_restore -d rooms rooms.dump`: the database by an option, and where it comes from. */
const restore = (line: CommandLine): readonly Said[] => {
  const [from] = hasOption(line, 'd', 'dbname') ? line.operands : [];
  return runs('database.restore')(line).map((said) => ({ ...said, ...(from && { from: from.value }) }));
};

/** Clients of systems whose statements nobody reads. */
export const foreignClients =
  'usql sqlcmd go-sqlcmd mssql-cli osql tsql bcp sqlplus sqlcl rman sqlldr impdp isql isql-fb db2 dbaccess hdbsql bteq vsql nzsql snowsql bq duckdb clickhouse clickhouse-client cqlsh influx mongosh mongo mongoimport cypher-shell arangosh couchbase-cli cbq beeline hive impala-shell presto trino spark-sql cockroach surreal';

const asks = ['help version', changesNothing] as const;

/** Clients, dumps and their like (PostgreSQL, MySQL, SQLite, MongoDB). What statements do is told by the statements. */
export const databases: Family = {
  'psql pgcli': { valued: postgresOptions.replace(' -t ', ' '), says: client },
  'mysql mariadb mycli': { valued: mysqlOptions, says: client },
  'sqlite3 ldapmodify ldapadd ldapdelete ldappasswd ldapmodrdn': {
    valued: '-h -p -U -u -d -c -f -e -Q -i -n -a -S -P --host --port --user --password --query --eval --db -D -w -H -Y',
    first: 'database.run',
    says: (line) => (line.operands.length === 0 ? [{ kind: 'database.run' }] : []),
  },
  [foreignClients]: {
    valued:
      '-h -p -U -u -d -c -f -e -q -Q -i -n -a -S -P -D -w -H --host --port --user --password --query --queries-file --eval --execute --execute-file --command --file --db --database',
    says: client,
  },
  'ldapsearch redis-benchmark': changesNothing,
  createdb: { valued: postgresOptions, first: 'database.create' },
  dropdb: { valued: postgresOptions, first: 'database.drop' },
  'createuser createrole': { valued: postgresOptions, last: 'credential.create' },
  dropuser: { valued: postgresOptions, first: 'database.run' },
  'pg_dump pg_dumpall pg_basebackup': {
    valued: postgresOptions,
    says: (line) => [...runs('database.dump')(line), ...written(line, 'f', 'file', 'D')],
  },
  'mysqldump mariadb-dump mysqlpump mongodump xtrabackup mariabackup': {
    valued: mysqlOptions,
    says: (line) => [...runs('database.dump')(line), ...written(line, 'r', 'result-file', 'out', 'o')],
  },
  'pg_restore mongorestore mysqlimport': { valued: postgresOptions, says: restore },
  'pg_isready mysqladmin-ping pg_lsclusters pg_config mysqlshow mysqlcheck-only': changesNothing,
  'mysqladmin mariadb-admin': {
    valued: mysqlOptions,
    verbs: {
      ping: changesNothing,
      status: changesNothing,
      variables: changesNothing,
      version: changesNothing,
      create: { first: 'database.create' },
      drop: { first: 'database.drop' },
      shutdown: { once: 'unit.stop' },
      '*': { once: 'database.run' },
    },
  },
  'vacuumdb reindexdb clusterdb analyzedb mysqlcheck mysql_upgrade mariadb-upgrade mysql_install_db mariadb-install-db mysql_secure_installation':
    { valued: postgresOptions, once: 'database.run' },
  'pg_ctl pg_ctlcluster': {
    valued: '-D -l -m -o -t -U',
    verbs: {
      status: changesNothing,
      start: { once: 'unit.start' },
      stop: { once: 'unit.stop' },
      restart: { once: 'unit.restart' },
      reload: { once: 'unit.reload' },
      '*': { once: 'database.run' },
    },
  },
  'initdb pg_createcluster pg_dropcluster pg_resetwal': { once: 'database.create' },
  pg_upgradecluster: { valued: '-v -m --method -j --jobs --locale --old-bindir --rename', with: [asks], first: 'database.create' },
  pg_upgrade: {
    valued:
      '-b --old-bindir -B --new-bindir -d --old-datadir -D --new-datadir -j --jobs -o --old-options -O --new-options -p --old-port -P --new-port -s --socketdir -U --username',
    with: [['c check V version help', changesNothing]],
    once: 'database.create',
  },
  'postgresql-setup': { valued: '--unit --port', with: [asks, ['upgrade', { once: 'database.create' }]], once: 'database.create' },
  'flyway liquibase alembic goose dbmate migrate sqitch sqlx knex sequelize prisma atlas diesel': {
    verbs: {
      info: changesNothing,
      status: changesNothing,
      validate: changesNothing,
      history: changesNothing,
      version: changesNothing,
      '*': { once: 'database.run' },
      '': { once: 'database.run' },
    },
  },
};

function written(line: CommandLine, ...names: readonly string[]): readonly Said[] {
  const file = optionOf(line, ...names);
  return file ? [{ kind: 'file.write', target: file }] : [];
}

const image: Form = {
  first: 'container.run',
  valued:
    '-v --volume -p --publish -e --env --env-file --name --network --net -u --user -w --workdir --entrypoint -h --hostname -l --label -m --memory --cpus --restart --add-host --link --volumes-from --mount --tmpfs --ulimit --log-driver --log-opt --device --cap-add --cap-drop --dns --pull --platform --ip --security-opt --shm-size --health-cmd --cidfile',
};

const containerVerbs: Readonly<Record<string, Form>> = {
  run: { ...image, stopsAtOperand: true },
  create: image,
  start: each('container.run'),
  restart: each('container.run'),
  unpause: each('container.run'),
  stop: each('container.stop'),
  kill: each('container.stop'),
  pause: each('container.stop'),
  rm: each('container.stop'),
  pull: each('container.pull'),
  load: { once: 'container.pull' },
  import: { once: 'container.pull' },
  push: each('network.send'),
  tag: changesNothing,
  save: changesNothing,
  export: changesNothing,
  build: { once: 'container.pull' },
  exec: changesNothing,
  cp: changesNothing,
  rmi: each('container.stop'),
  login: { once: 'credential.create' },
  logout: changesNothing,
  update: each('container.run'),
  rename: changesNothing,
};

const management: Readonly<Record<string, Form>> = {
  ls: changesNothing,
  list: changesNothing,
  inspect: changesNothing,
  ps: changesNothing,
  create: { once: 'container.run' },
  rm: each('container.stop'),
  prune: { once: 'container.stop' },
  pull: each('container.pull'),
  connect: { once: 'container.run' },
  disconnect: { once: 'container.stop' },
};

/** Where docker keeps the data of volumes. */
const volumeFolder = '/var/lib/docker/volumes/';

const allVolumes: Said = { kind: 'file.delete', name: `${volumeFolder}*` };

/** Here `-f` takes no value, as it does where it names a file. */
const behindForce = ({ options, operands }: CommandLine): readonly Argument[] => [
  ...options.flatMap(({ name, value }) => (name === 'f' && value ? [value] : [])),
  ...operands,
];

/** The data in a volume goes with it. */
const volumeVerbs: Readonly<Record<string, Form>> = {
  ...management,
  rm: { says: (line) => behindForce(line).map(({ value }): Said => ({ kind: 'file.delete', name: `${volumeFolder}${value}` })) },
  prune: { says: () => [allVolumes] },
};

const composeVerbs: Readonly<Record<string, Form>> = {
  ...containerVerbs,
  up: {
    says: ({ operands }) =>
      operands.length > 0 ? operands.map((target) => ({ kind: 'container.run', target })) : [{ kind: 'container.run', name: '*' }],
  },
  down: {
    says: (line) => [{ kind: 'container.stop', name: '*' }, ...(hasOption(line, 'v', 'volumes') ? [allVolumes] : [])],
  },
  start: eachOrAll('container.run'),
  restart: eachOrAll('container.run'),
  stop: eachOrAll('container.stop'),
  kill: eachOrAll('container.stop'),
  rm: eachOrAll('container.stop'),
  pull: eachOrAll('container.pull'),
  build: eachOrAll('container.pull'),
  '*': changesNothing,
};

/** `helm upgrade release chart`. */
function released({ operands: [target, chart] }: CommandLine): readonly Said[] {
  return target ? [{ kind: 'cluster.apply', target, ...(chart && { from: chart.value }) }] : [{ kind: 'cluster.apply' }];
}

/** `kubectl set image deploy/web web=acme/web:5.2`: whom it is given to, and the image. */
const setImages = ({ operands: [target, ...given] }: CommandLine): readonly Said[] =>
  target
    ? given.map(({ value }) => ({ kind: 'cluster.apply' as const, target, from: value.slice(value.indexOf('=') + 1) }))
    : [{ kind: 'cluster.apply' }];

const lookingVerbs: Readonly<Record<string, Form>> = Object.fromEntries(
  'version plan validate fmt show output status'.split(' ').map((verb) => [verb, changesNothing]),
);

const engineOptions =
  '-H --host -c --context --config -l --log-level -f --file -p --project-name --profile --env-file --project-directory -t --time -s --signal -o --output --format --filter --tag --timeout --scale';

/** Containers and clusters. */
export const containers: Family = {
  'docker podman nerdctl buildah': {
    valued: `${engineOptions} ${image.valued ?? ''}`,
    verbs: {
      ...containerVerbs,
      container: { verbs: { ...containerVerbs, ...management } },
      image: { verbs: { ...containerVerbs, ...management } },
      network: { verbs: management },
      volume: { verbs: volumeVerbs },
      system: {
        verbs: {
          ...management,
          prune: {
            once: 'container.stop',
            says: (line) =>
              hasOption(line, 'volumes') || behindForce(line).some(({ value }) => value === '--volumes') ? [allVolumes] : [],
          },
          '*': changesNothing,
        },
      },
      compose: { verbs: composeVerbs },
      stack: { verbs: { deploy: { last: 'container.run' }, rm: each('container.stop'), '*': changesNothing } },
      service: {
        verbs: {
          create: { once: 'container.run' },
          update: { last: 'container.run' },
          rm: each('container.stop'),
          scale: { once: 'container.run' },
          '*': changesNothing,
        },
      },
      swarm: { once: 'host.setting' },
      plugin: { once: 'host.setting' },
      secret: { verbs: { ...management, create: { first: 'credential.create' } } },
      config: { verbs: management },
      manifest: changesNothing,
      buildx: { once: 'container.pull' },
      '*': changesNothing,
    },
  },
  'docker-compose podman-compose': { valued: engineOptions, verbs: composeVerbs },
  'kubectl oc microk8s.kubectl': {
    valued:
      '-n --namespace --context --kubeconfig -f --filename -k --kustomize -l --selector -o --output -c --container --from-literal --from-file --timeout --type -p --patch --replicas --image --cluster --user',
    verbs: {
      ...Object.fromEntries(
        'get describe logs version explain top wait config cluster-info api-resources api-versions auth diff port-forward cp exec attach completion options proxy'
          .split(' ')
          .map((verb) => [verb, changesNothing]),
      ),
      set: { verbs: { image: { says: setImages }, '*': { first: 'cluster.apply' } } },
      rollout: { verbs: { status: changesNothing, history: changesNothing, '*': { last: 'cluster.apply' } } },
      '*': {
        says: (line) => {
          const target = optionOf(line, 'f', 'filename', 'k', 'kustomize') ?? line.operands.at(-1);
          return [{ kind: 'cluster.apply', ...(target && { target }) }];
        },
      },
    },
  },
  'helm helmfile kustomize skaffold flux argocd': {
    valued: '-n --namespace -f --values --set --set-string --set-file --version --kubeconfig --kube-context --repo --timeout',
    verbs: {
      install: { says: released },
      upgrade: { says: released },
      ...Object.fromEntries(
        'list ls get status history show search template version lint diff env build'.split(' ').map((verb) => [verb, changesNothing]),
      ),
      repo: { once: 'network.fetch' },
      dependency: { once: 'network.fetch' },
      pull: { first: 'network.fetch' },
      '*': { first: 'cluster.apply' },
    },
  },
  // `aws ec2 describe-instances` only looks, `aws configure` and `gcloud config` set up the client itself.
  'aws gcloud az doctl openstack': {
    verbs: {
      ...lookingVerbs,
      ...Object.fromEntries('configure config login help sts'.split(' ').map((verb) => [verb, changesNothing])),
      '*': {
        says: ({ operands }) =>
          operands.some(({ value }, at) => at < 3 && /^(?:describe|get|list|show|ls|head|wait)(?:-.*)?$/.test(value))
            ? []
            : [{ kind: 'cluster.apply' }],
      },
      '': { once: 'cluster.apply' },
    },
  },
  'terraform tofu': {
    singleDash: true,
    verbs: {
      ...lookingVerbs,
      init: { with: [['upgrade', { says: () => [{ kind: 'package.install', name: '*' }] }]], once: 'network.fetch' },
      get: { once: 'network.fetch' },
      '*': { once: 'cluster.apply' },
      '': changesNothing,
    },
  },
  skopeo: { valued: '--src-creds --dest-creds --authfile', verbs: { copy: { first: 'container.pull' }, '*': changesNothing } },
  'pulumi ansible ansible-playbook salt salt-call puppet chef-client nomad consul': {
    verbs: {
      ...lookingVerbs,
      '*': { once: 'cluster.apply' },
      '': { once: 'cluster.apply' },
    },
  },
  'k3s kubeadm minikube kind microk8s': { once: 'cluster.apply' },
};

/** Packet filters, mandatory access control, certificates. */
export const security: Family = {
  'iptables ip6tables iptables-legacy iptables-nft ebtables arptables': {
    valued:
      '-t --table -A -D -I -R -P -N -X -F -Z -E -j -p -s -d -i -o -m --dport --sport --state --ctstate --comment --to-destination --to-source --to-ports',
    with: [['L list S list-rules C check', changesNothing]],
    once: 'firewall.change',
  },
  'iptables-save ip6tables-save': changesNothing,
  'iptables-restore ip6tables-restore netfilter-persistent csf shorewall': { once: 'firewall.change' },
  nft: { verbs: { list: changesNothing, '*': { once: 'firewall.change' }, '': { once: 'firewall.change' } } },
  ufw: { verbs: { status: changesNothing, '--version': changesNothing, '*': { once: 'firewall.change' } } },
  'firewall-cmd firewall-offline-cmd': {
    with: [
      ['state list-all list-ports list-services get-default-zone get-active-zones get-zones query-port query-service', changesNothing],
    ],
    once: 'firewall.change',
  },
  ipset: { verbs: { list: changesNothing, '*': { once: 'firewall.change' } } },
  setenforce: each('security.change'),
  'aa-disable aa-complain aa-enforce': each('security.change'),
  'setsebool semanage semodule restorecon fixfiles aa-teardown apparmor_parser auditctl fail2ban-client authselect authconfig pam-auth-update cryptsetup-reencrypt realm adcli ipa ipa-client-install ipa-server-upgrade sssctl kadmin kadmin.local kdb5_util samba-tool kcadm kcadm.sh':
    { once: 'security.change' },
  'getenforce sestatus getsebool aa-status getcap matchpathcon selinuxenabled aa-enabled': changesNothing,
  openssl: {
    singleDash: true,
    valued:
      '-in -out -key -keyout -passin -passout -pass -subj -days -config -extensions -extfile -CA -CAkey -CAfile -newkey -name -inkey -certfile -set_serial -connect -servername',
    says: (line) =>
      line.options.some(({ name }) => name === 'out' || name === 'keyout')
        ? line.options.flatMap(({ name, value }) =>
            value && (name === 'out' || name === 'keyout')
              ? [
                  {
                    kind: /^(req|genrsa|genpkey|ecparam|x509|ca|rsa)$/.test(line.operands[0]?.value ?? '')
                      ? ('credential.create' as const)
                      : ('file.write' as const),
                    target: value,
                  },
                ]
              : [],
          )
        : [],
  },
  'update-crypto-policies fips-mode-setup': { with: [['show check is-applied', changesNothing]], once: 'security.change' },
  'keytool certbot cfssl step easyrsa': { with: [['list', changesNothing]], once: 'credential.create' },
  kinit: { valued: '-k -t -c -l -r -S -X', first: 'credential.create' },
  smbpasswd: { first: 'credential.create' },
  sudoedit: { valued: '-u -g', each: 'file.edit' },
  'htpasswd slappasswd mkpasswd': { valued: '-C', first: 'credential.create', with: [['n', changesNothing]] },
};
