import { hostAccess as accessOf, type HostAccess } from '../../facts/containers/host-access';
import { isTestMaterial } from '../../package/test-material';
import { isWorkshop } from '../../package/workshop';
import { planned } from '../../plan/planned';
import { defineRule } from '../rule';

type Data = Pick<HostAccess, 'name' | 'detail'>;

export const hostAccess = defineRule({
  id: 'container/host-access',
  target: 'package',
  reads: ['baseline', 'config', ...planned],
  severity: 'warning',
  confidence: 'likely',
  hazards: ['weakens-security', 'exposes-secret'],
  fixable: false,
  summary: 'A container gets hold of its host, or an account of the cluster',
  rationale: `A container is a fence only as long as nothing lies across it. A privileged one, or one with the socket of the engine, is root of the host for whoever gets into it; a folder of the
host such as \`/\` or \`/etc\`, its processes, and capabilities such as \`SYS_ADMIN\` come down to the same. An account that is bound to \`cluster-admin\` has every secret of every namespace.
Some products need that (agents of monitoring, drivers of storage); then somebody should know and have said yes.

Reported are compose files, manifests of Kubernetes, values of charts, quadlets and \`docker run\` of scripts. The rule is silent for what is mounted read-only (sockets are told all the same), for the host's network,
for folders that agents look at (\`/proc\`, \`/sys\`, \`/dev\`, \`/run\`, \`/var/log\`), for what the package before gave already, and in tests and examples.`,
  references: [
    'https://docs.docker.com/engine/security/#docker-daemon-attack-surface',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  messages: {
    privileged: ({ name }: Data) => `${name} runs privileged: whoever gets into it is root of the host.`,
    socket: ({ name, detail }: Data) =>
      `${name} gets ${detail}: through it any container can be started with any right, so whoever gets into this one is root of the host.`,
    folder: ({ name, detail }: Data) => `${name} gets ${detail} of the host and may write there: whoever gets into it is root of the host.`,
    processes: ({ name }: Data) => `${name} shares the host's processes or users: it sees their memory and environment, and can end them.`,
    capability: ({ name, detail }: Data) => `${name} gets ${detail}, with which a process gets out of its container.`,
    unconfined: ({ name }: Data) => `${name} runs without the profile that keeps its calls of the kernel and its files apart.`,
    role: ({ name, detail }: Data) =>
      `${name} gives ${detail === '*' ? 'all rights on everything' : detail}: whoever has that account reads every secret and starts anything.`,
  },
  check(reviewed, { report, baseline }) {
    const before = new Set(baseline ? accessOf(baseline.package).map(idOf) : []);
    const all = accessOf(reviewed);
    const privileged = new Set(all.flatMap(({ how, path, name }) => (how === 'privileged' ? [`${path}:${name}`] : [])));
    const told = new Set<string>();
    for (const access of all) {
      const { path, span, how, name, detail } = access;
      const place = `${path}:${span.start}`;
      if (isTestMaterial(path) || isWorkshop(path) || before.has(idOf(access)) || told.has(place)) continue;
      // Who is privileged has these anyway.
      if (/^(capability|unconfined)$/.test(how) && privileged.has(`${path}:${name}`)) continue;
      told.add(place);
      report({ path, span }, how, { data: { name, detail } });
    }
  },
});

const idOf = ({ how, name, detail }: HostAccess): string => `${how} ${detail} ${name.split(/[:@]/, 1)[0] ?? ''}`;
