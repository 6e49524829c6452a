import { optionOf, wordsOf, type Argument, type CommandLine } from '../command-line';
import { changesNothing, isFlagKey, verbsThat, type Family, type Form, type Said } from './form';
import { runsRecipes } from './unread';

const looking = verbsThat('version plan validate fmt show output status', changesNothing);

/** `aws ec2 describe-instances` only looks. */
const asks = /^(?:describe|get|list|show|ls|head|wait|search|tree)(?:-.*)?$/;

/** Accounts and keys that other services know. */
const makesAccounts =
  /^iam (?:create-(?:user|access-key|login-profile|service-specific-credential)|service-accounts (?:create|keys create))|^ad (?:sp|app|user) (?:create|credential)|^(?:user|application credential|ec2 credentials) create/;

/** What holds data, and goes with it. */
const losesData =
  /^(?:s3 (?:rm|rb)|s3api delete-(?:bucket|object|objects)|rds delete-\S+|dynamodb delete-table|ec2 (?:delete-(?:volume|snapshot)|terminate-instances)|efs delete-file-system|es delete-\S+|docdb delete-\S+|elasticache delete-\S+|kms schedule-key-deletion|group delete|storage \S+ delete\S*|storage (?:rm|buckets delete)|(?:sql|mysql|postgres|cosmosdb|vm|disk|snapshot|keyvault)(?: \S+)* delete|sql (?:instances|databases|backups) delete|compute (?:instances|disks|snapshots) delete|(?:volume|server|object|container|image) delete|compute (?:droplet|volume) delete|databases delete)\b/;

const webAddress = /^https?:\/\//;

/** A topic calls an address that it is given. */
function subscribed(line: CommandLine): Argument | undefined {
  if (!/^(?:sns subscribe|eventgrid event-subscription create|pubsub subscriptions create)\b/.test(wordsOf(line))) return undefined;
  const target = optionOf(line, 'notification-endpoint', 'endpoint', 'push-endpoint');
  return target && webAddress.test(target.value) ? target : undefined;
}

function ofCloud(line: CommandLine): readonly Said[] {
  const words = wordsOf(line);
  if (words.split(' ', 4).some((word) => asks.test(word))) return [];
  const hook = subscribed(line);
  if (hook) return [{ kind: 'webhook.register', target: hook }];
  if (makesAccounts.test(words)) {
    const named = optionOf(line, 'user-name', 'name', 'display-name', 'id') ?? line.operands[2];
    return [{ kind: 'credential.create', ...(named ? { target: named } : { name: words.split(' ', 2).join(' ') }) }];
  }
  const place = line.operands.findLast(({ value }) => /^\w+:\/\//.test(value));
  return [{ kind: 'cluster.apply', ...(place && { target: place }), ...(losesData.test(words) && { erases: true }) }];
}

const cloudOptions =
  '--user-name --name --display-name --notification-endpoint --endpoint --push-endpoint --protocol --topic-arn --topic --region --profile --project --query --output -g --resource-group -n --subscription --queue-url --queue-name --bucket --key --id --source-resource-id --zone --hosted-zone-id --change-batch --cli-input-json --image --flavor --db-instance-identifier --policy-arn --group-name --role-name';

const isElsewhere = ({ value }: Argument): boolean => /^[^/.]*:/.test(value);

/** Copies between here and an object store: `rclone sync /data far:data`, `gsutil cp gs://b/x .`. */
const copied = ({ operands }: CommandLine): readonly Said[] => {
  const target = operands.at(-1);
  if (!target || operands.length < 2) return [];
  if (isElsewhere(target)) return [{ kind: 'network.send', target }];
  return operands.slice(0, -1).map(({ value }) => ({ kind: 'file.write', target, from: value }));
};

const lost: Form = { each: 'cluster.apply', erases: true };

/** A key of a store that programs read their settings from. */
const putKey = ({ operands: [target] }: CommandLine): readonly Said[] =>
  target ? [{ kind: isFlagKey(target.value) ? 'flag.change' : 'cluster.apply', target }] : [{ kind: 'cluster.apply' }];

/** `http POST hub.example/hooks url=…`: a method in capitals, the address, and what is sent (httpie.io). */
function askedByWords(line: CommandLine): readonly Said[] {
  const [first, ...others] = line.operands;
  if (!first) return [];
  const hasMethod = /^[A-Z]{3,7}$/.test(first.value);
  const target = hasMethod ? others[0] : first;
  const sends = hasMethod ? !/^(?:GET|HEAD|OPTIONS)$/.test(first.value) : others.some(({ value }) => /^[\w-]+:?=/.test(value));
  return target ? [{ kind: sends ? 'network.send' : 'network.fetch', target }] : [];
}

/** Clients of clouds and of services that are reached over the net. */
export const clouds: Family = {
  'aws gcloud az doctl openstack': {
    valued: cloudOptions,
    // `aws configure` and `gcloud config` set up the client itself.
    verbs: {
      ...looking,
      ...verbsThat('configure config login help sts', changesNothing),
      '*': { says: (line) => ofCloud(line) },
      '': { once: 'cluster.apply' },
    },
  },
  'terraform tofu': {
    singleDash: true,
    verbs: {
      ...looking,
      init: { with: [['upgrade', { says: () => [{ kind: 'package.install', name: '*' }] }]], once: 'network.fetch' },
      get: { once: 'network.fetch' },
      destroy: { once: 'cluster.apply', erases: true },
      '*': { once: 'cluster.apply' },
      '': changesNothing,
    },
  },
  pulumi: {
    verbs: {
      ...looking,
      ...verbsThat('preview whoami stack config login', changesNothing),
      destroy: { once: 'cluster.apply', erases: true },
      '*': { once: 'cluster.apply' },
      '': changesNothing,
    },
  },
  skopeo: { valued: '--src-creds --dest-creds --authfile', verbs: { copy: { first: 'container.pull' }, '*': changesNothing } },
  'ansible ansible-playbook nomad': { verbs: { ...looking, '*': { once: 'cluster.apply' }, '': { once: 'cluster.apply' } } },
  // They do what a server says, or files that nobody reads.
  'salt salt-call puppet chef-client chef-solo': {
    verbs: {
      ...looking,
      ...verbsThat('test.ping grains.items grains.get pillar.items pillar.get config lookup facts ca cert resource', changesNothing),
      '*': runsRecipes,
      '': runsRecipes,
    },
  },
  consul: {
    verbs: {
      ...looking,
      ...verbsThat('members info monitor catalog debug', changesNothing),
      kv: { verbs: { ...verbsThat('get export', changesNothing), put: { says: putKey }, '*': { first: 'cluster.apply' } } },
      '*': { once: 'cluster.apply' },
      '': changesNothing,
    },
  },
  etcdctl: {
    valued:
      '--endpoints --cacert --cert --key --user --password --command-timeout --dial-timeout -w --write-out --lease --data-dir --name --initial-cluster --initial-advertise-peer-urls',
    verbs: {
      ...verbsThat('get watch version check alarm ls lease', changesNothing),
      ...verbsThat('member endpoint', {
        verbs: { ...verbsThat('list status health hashkv', changesNothing), '*': { once: 'cluster.apply' } },
      }),
      ...verbsThat('put set mk update', { says: putKey }),
      ...verbsThat('del rm rmdir', lost),
      snapshot: { verbs: { save: { first: 'database.dump' }, status: changesNothing, restore: { first: 'database.restore' } } },
      ...verbsThat('user role auth', { once: 'security.change' }),
      '*': { once: 'cluster.apply' },
    },
  },
  vault: {
    valued: '-policy -ttl -field -format -address -namespace -mount -path -display-name -period -role',
    singleDash: true,
    verbs: {
      ...verbsThat('status read list login version print path-help lease unwrap', changesNothing),
      kv: {
        verbs: {
          ...verbsThat('get list metadata', changesNothing),
          ...verbsThat('put patch', { first: 'credential.create' }),
          '*': { first: 'cluster.apply' },
        },
      },
      token: {
        verbs: {
          ...verbsThat('lookup capabilities', changesNothing),
          create: { says: () => [{ kind: 'credential.create', name: 'token' }] },
          '*': { once: 'security.change' },
        },
      },
      write: {
        says: ({ operands: [target] }) =>
          target ? [{ kind: /secret-id|\/creds\/|\/users?\//.test(target.value) ? 'credential.create' : 'security.change', target }] : [],
      },
      operator: { verbs: { ...verbsThat('members key-status', changesNothing), '*': { once: 'security.change' } } },
      '*': { once: 'security.change' },
    },
  },
  'k3s kubeadm minikube kind microk8s': { once: 'cluster.apply' },
  rclone: {
    valued:
      '--config --include --exclude --filter --filter-from --transfers --bwlimit --max-age --min-age --log-file --checkers --drive-chunk-size',
    verbs: {
      ...verbsThat('ls lsd lsl lsf lsjson size check cat version listremotes about config md5sum sha1sum', changesNothing),
      ...verbsThat('copy sync move copyto moveto bisync', { says: copied }),
      ...verbsThat('purge delete deletefile', lost),
      mount: { last: 'mount.change' },
      '*': { last: 'network.send' },
    },
  },
  'gsutil s3cmd': {
    valued: '-h -o -c --config --acl --storage-class',
    verbs: {
      ...verbsThat('ls cat stat du hash version info la', changesNothing),
      ...verbsThat('cp rsync mv sync put get', { says: copied }),
      ...verbsThat('rm del rb', lost),
      '*': { last: 'cluster.apply' },
    },
  },
  azcopy: {
    verbs: {
      ...verbsThat('list login logout jobs env', changesNothing),
      ...verbsThat('copy cp sync c', { says: copied }),
      ...verbsThat('remove rm', lost),
    },
  },
  // Of MinIO; the name is Midnight Commander's as well, which has no such verbs.
  mc: {
    valued: '--config-dir --attr --older-than --newer-than',
    verbs: {
      ...verbsThat('ls stat cat head find tree du diff version ping ready watch support', changesNothing),
      ...verbsThat('alias config', { verbs: { ...verbsThat('list ls', changesNothing), '*': { first: 'credential.create' } } }),
      ...verbsThat('mb cp mirror mv pipe put', { last: 'network.send' }),
      ...verbsThat('rm rb', lost),
      admin: { verbs: { ...verbsThat('info trace logs', changesNothing), '*': { once: 'security.change' } } },
      '*': { last: 'cluster.apply' },
    },
  },
  'http https xh xhs': {
    valued: '-a --auth -A --auth-type -o --output --verify --timeout --session --proxy -p --print --cert',
    says: askedByWords,
  },
  stripe: {
    valued: '--url --api-key -d --data --enabled-events --events',
    verbs: {
      ...verbsThat('listen get status login version logs samples open help', changesNothing),
      webhook_endpoints: {
        verbs: {
          ...verbsThat('list retrieve', changesNothing),
          create: { options: { url: 'webhook.register' } },
          '*': { first: 'network.send' },
        },
      },
      '*': {
        says: ({ operands: [verb, target] }) =>
          /^(?:list|retrieve|search)$/.test(verb?.value ?? '')
            ? []
            : [{ kind: 'network.send', ...(target ? { target } : { name: 'api.stripe.com' }) }],
      },
    },
  },
  'nsupdate pdnsutil knotc': {
    with: [['help version', changesNothing]],
    says: ({ operands: [verb] }) => (/^(?:list|show|check|status)/.test(verb?.value ?? '') ? [] : [{ kind: 'network.send', name: 'dns' }]),
  },
  'gluster gluster-cli': {
    valued: '--mode --log-file',
    verbs: {
      ...verbsThat('volume snapshot', {
        verbs: { ...verbsThat('info status list get heal top profile', changesNothing), delete: lost, '*': { first: 'cluster.apply' } },
      }),
      peer: { verbs: { status: changesNothing, '*': { first: 'cluster.apply' } } },
      '*': changesNothing,
    },
  },
  ceph: {
    valued: '-c --conf -n --name -i --in-file -o --out-file -f --format --connect-timeout --cluster -k --keyring',
    with: [['s status w watch v version', changesNothing]],
    says: (line) => {
      const words = wordsOf(line);
      if (
        line.operands.some(
          ({ value }, at) =>
            at < 3 &&
            /^(?:status|health|df|ls|list|tree|dump|get|stat|versions|metadata|perf|find|report|fsid|print-key|export)$/.test(value),
        )
      )
        return [];
      const target = line.operands.at(-1);
      return [
        {
          kind: 'cluster.apply',
          ...(target && { target }),
          ...(/\b(?:pool (?:delete|rm)|purge|destroy|zap|fs rm|lost)\b/.test(words) && { erases: true }),
        },
      ];
    },
  },
  'ceph-volume': {
    verbs: {
      lvm: { verbs: { list: changesNothing, zap: { each: 'mount.change', erases: true }, '*': { once: 'mount.change' } } },
      '*': { once: 'mount.change' },
    },
  },
  rbd: {
    valued: '-p --pool --image --size -s --cluster -c -n -k',
    verbs: {
      ...verbsThat('ls list info du status diff showmapped', changesNothing),
      ...verbsThat('rm remove', lost),
      '*': { last: 'mount.change' },
    },
  },
  'radosgw-admin': {
    valued: '--uid --display-name',
    says: ({ operands: [what, verb], options }) => {
      const uid = options.find(({ name }) => name === 'uid')?.value;
      if (/^(?:list|info|stats|show)$/.test(verb?.value ?? '')) return [];
      return [
        {
          kind: /^(?:user|key|subuser)$/.test(what?.value ?? '') && verb?.value === 'create' ? 'credential.create' : 'cluster.apply',
          ...(uid && { target: uid }),
        },
      ];
    },
  },
};
