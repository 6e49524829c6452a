import { hasOption, optionOf, type Argument, type CommandLine } from '../command-line';
import { changesNothing, isFlagKey, verbsThat, type Family, type Form, type Said } from './form';

/** What a broker keeps is changed, of the queue, topic or key that is named. */
const changes = (target: Argument | undefined): readonly Said[] => [{ kind: 'queue.change', ...(target ? { target } : { name: '*' }) }];

/** `declare queue name=jobs durable=true`, and in newer versions `--name jobs`. */
const management = (line: CommandLine): readonly Said[] => {
  const given = line.operands.find(({ value }) => value.startsWith('name='));
  const target = optionOf(line, 'name') ?? line.operands[1];
  return given ? [{ kind: 'queue.change', name: given.value.slice('name='.length) }] : changes(target);
};

/** Messages of a topic go with it. */
const loses = (line: CommandLine, named: string): boolean => named === 'topic' && hasOption(line, 'delete', 'offset-json-file');

/** A tool of Kafka that lists, describes and changes by options. */
const kafka = (named: string, ...looking: readonly string[]): Form => ({
  valued:
    '--topic --bootstrap-server --broker-list --zookeeper --partitions --replication-factor --config --delete-config --add-config --command-config --entity-name --entity-type --group --to-offset --to-datetime --shift-by --offset-json-file --reassignment-json-file --producer --consumer --operation --property --producer.config',
  says: (line) =>
    hasOption(line, 'list', 'describe', 'version', 'help', ...looking)
      ? []
      : changes(optionOf(line, named, 'topic')).map((said) => ({ ...said, ...(loses(line, named) && { erases: true as const }) })),
});

const readsOfRedis =
  /^(get|mget|getrange|strlen|exists|keys|scan|[hsz]scan|type|ttl|pttl|ping|echo|info|dbsize|time|lastsave|role|llen|lrange|lindex|h(get|mget|getall|keys|vals|len|exists)|s(members|card|ismember)|z(range|rangebyscore|card|count|score|rank)|x(len|range|read|info|pending)|monitor|subscribe|psubscribe|latency|slowlog|memory|object|command|wait|auth|select|hello|lolwut)$/i;

/** The first word says what is done, in any case of letters; `config` and `client` have a second one. */
const redis = (line: CommandLine): readonly Said[] => {
  const [verb, first, second] = line.operands;
  if (!verb) return hasOption(line, 'scan', 'bigkeys', 'memkeys', 'hotkeys', 'stat', 'latency', 'rdb') ? [] : [{ kind: 'database.run' }];
  const word = verb.value.toLowerCase();
  if (readsOfRedis.test(word)) return [];
  if (/^(config|client|cluster|acl|script|function|debug|module)$/.test(word)) {
    const inner = first?.value.toLowerCase() ?? '';
    return /^(get|list|info|nodes|slots|shards|myid|whoami|cat|exists|help|id|getname|keyslot|rewrite)$/.test(inner) ? [] : changes(second);
  }
  if (/^(save|bgsave|bgrewriteaof)$/.test(word)) return [{ kind: 'database.dump', name: 'redis' }];
  if (word === 'shutdown') return [{ kind: 'unit.stop', name: 'redis' }];
  if (/^flush(all|db)$/.test(word)) return [{ kind: 'queue.change', name: '*', erases: true }];
  if (first && isFlagKey(first.value)) return [{ kind: 'flag.change', target: first }];
  return /^(swapdb|eval|evalsha)$/.test(word) ? changes(undefined) : changes(first);
};

const looksAtAccounts = 'list_users list_permissions list_user_permissions authenticate_user';

/** Message brokers, and stores of keys that are used as such. What they hold lies with them, and in no snapshot of the hosts under upgrade. */
export const brokers: Family = {
  rabbitmqadmin: {
    valued: '-H --host -P --port -u --username -p --password -V --vhost -N --node -c --config --name --type',
    verbs: { ...verbsThat('list show export help close get', changesNothing), '*': { says: management } },
  },
  rabbitmqctl: {
    valued: '-n --node -t --timeout -p --vhost -l --priority --apply-to',
    verbs: {
      ...verbsThat(
        `${looksAtAccounts} list_queues list_exchanges list_bindings list_vhosts list_policies list_parameters list_connections list_channels list_consumers list_topic_permissions list_operator_policies list_feature_flags status ping report cluster_status environment await_startup await_online_nodes node_health_check wait version help eval_file list_hashes list_ciphers`,
        changesNothing,
      ),
      ...verbsThat('add_user change_password', { first: 'credential.create' }),
      ...verbsThat('delete_user clear_password set_user_tags set_permissions clear_permissions', { first: 'security.change' }),
      ...verbsThat('stop stop_app shutdown', { says: () => [{ kind: 'unit.stop', name: 'rabbitmq-server.service' }] }),
      start_app: { says: () => [{ kind: 'unit.start', name: 'rabbitmq-server.service' }] },
      ...verbsThat('purge_queue delete_queue delete_vhost', { first: 'queue.change', erases: true }),
      ...verbsThat('reset force_reset', { says: () => [{ kind: 'queue.change', name: '*', erases: true }] }),
      '*': { says: ({ operands: [target] }) => changes(target) },
    },
  },
  'rabbitmq-plugins': {
    verbs: {
      ...verbsThat('list is_enabled directories help version', changesNothing),
      '*': { says: ({ operands: [target] }) => changes(target) },
    },
  },
  'rabbitmq-diagnostics': changesNothing,
  'kafka-topics kafka-topics.sh': kafka('topic'),
  'kafka-configs kafka-configs.sh': kafka('entity-name'),
  'kafka-acls kafka-acls.sh': kafka('topic'),
  'kafka-consumer-groups kafka-consumer-groups.sh': kafka('group', 'dry-run'),
  'kafka-console-producer kafka-console-producer.sh kafka-producer-perf-test kafka-producer-perf-test.sh': kafka('topic'),
  'kafka-delete-records kafka-delete-records.sh kafka-reassign-partitions kafka-reassign-partitions.sh kafka-leader-election kafka-leader-election.sh':
    kafka('topic', 'verify', 'generate'),
  'kafka-console-consumer kafka-console-consumer.sh kafka-broker-api-versions kafka-broker-api-versions.sh kafka-log-dirs kafka-log-dirs.sh':
    changesNothing,
  nats: {
    valued:
      '-s --server --creds --nkey --user --password --context --config --subjects --storage --replicas --max-age --max-bytes --retention',
    verbs: {
      ...verbsThat('sub subscribe server account context rtt bench latency events errors schema', changesNothing),
      ...verbsThat('pub publish req request', { says: ({ operands: [target] }) => changes(target) }),
      ...verbsThat('stream str consumer con kv object obj', {
        verbs: {
          ...verbsThat('ls list info report get view state history watch status find graph', changesNothing),
          ...verbsThat('rm delete purge', { first: 'queue.change', erases: true }),
          '*': { says: ({ operands: [target] }) => changes(target) },
        },
      }),
    },
  },
  'pulsar-admin': {
    valued: '--admin-url --auth-plugin --auth-params',
    verbs: {
      '*': {
        says: ({ operands }) => (operands.some(({ value }) => /^(get|list|stats|peek|info)/.test(value)) ? [] : changes(operands.at(-1))),
      },
    },
  },
  'mosquitto_pub amqp-publish': {
    valued: '-h -p -t -m -f -u -P -i -q -e -r -b -s -V --cafile',
    says: (line) => changes(optionOf(line, 't', 'r')),
  },
  'mosquitto_sub amqp-get amqp-consume': changesNothing,
  'redis-cli valkey-cli keydb-cli': {
    valued: '-h -p -a -n -u -s -i -r -d --user --pass --cacert --cert --key --rdb --pattern --count --type',
    says: redis,
  },
};
