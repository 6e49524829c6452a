import { isSameHost, otherHostOf } from '../../facts/scripts/other-hosts';
import { scriptTexts, upgradeEffects, type UpgradeEffect } from '../../facts/scripts/upgrade-effects';
import { hostsIn } from '../../inventory/inventory';
import { groupBy } from '../../text/groups';
import type { Related } from '../finding';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const runsElsewhere = defineRule({
  id: 'script/runs-elsewhere',
  target: 'package',
  reads: planned,
  severity: 'info',
  confidence: 'certain',
  hazards: ['unknown-state'],
  fixable: false,
  summary: 'A script changes other hosts or a cluster, which nothing here can be held against',
  rationale: [
    'What is done over `ssh`, by a playbook or by `kubectl` happens on machines whose units, packages and files the review does not have, with the rights of whoever starts the script. If it stops in the middle, some of them are upgraded and some are not.',
    '',
    'Of each host or cluster that a script works on the first places are told, and the others are listed with the last one. The rule is silent for the host itself (`localhost`), for looks that change nothing, and for images that are built.',
  ].join('\n'),
  references: ['https://man.openbsd.org/ssh', 'https://kubernetes.io/docs/reference/kubectl/'],
  messages: {
    host: (d: { host: string; known: boolean }) =>
      d.known
        ? `This is done on ${d.host}, with what that host has: units and files of this host say nothing about it.`
        : `This is done on ${d.host}, which the inventory does not know: whether it works there cannot be judged.`,
    unnamed: () => 'This is done on another host, which the script is told when it runs: whether it works there cannot be judged.',
    cluster: (d: { by: string }) => `${d.by} changes a cluster or the hosts of a playbook: what runs there is not in the inventory.`,
  },
  check(reviewed, { report, inventory, environment }) {
    const hosts = hostsIn(inventory, environment);
    const elsewhere = upgradeEffects(reviewed).filter(isElsewhere(scriptTexts(reviewed)));
    for (const all of groupBy(elsewhere, ({ effect }) => `${effect.path}\n${whereOf(effect)}`).values()) {
      const places = [...new Map(all.map((each) => [each.effect.command.start, each])).values()];
      const rest = places
        .slice(maxTold, maxTold + maxPlaces)
        .map(({ effect }): Related => ({ at: 'package', path: effect.path, span: effect.command, message: 'and this' }));
      for (const [index, { effect, isSure }] of places.slice(0, maxTold).entries()) {
        const { path, command, by } = effect;
        const host = otherHostOf(effect);
        const more = { related: index === maxTold - 1 ? rest : [], ...(!isSure && { confidence: 'possible' as const }) };
        if (host === undefined) report({ path, span: command }, 'cluster', { data: { by }, ...more });
        else if (host === '*') report({ path, span: command }, 'unnamed', { data: undefined, ...more });
        else report({ path, span: command }, 'host', { data: { host, known: hosts.some(({ name }) => isSameHost(name, host)) }, ...more });
      }
    }
  },
});

/** Places that are told one by one, of one script and host. */
const maxTold = 5;
const maxPlaces = 10;

const whereOf = ({ host, by }: UpgradeEffect['effect']): string => host ?? by.split(' ')[0] ?? '';

const isElsewhere =
  (texts: ReadonlyMap<string, string>) =>
  ({ effect }: UpgradeEffect): boolean => {
    const { kind, host, container, path, command, by } = effect;
    if (container !== undefined) return false;
    if (host !== undefined) return otherHostOf(effect) !== undefined;
    const words = (texts.get(path) ?? '').slice(command.start, Math.min(command.end, command.start + maxCommand));
    return kind === 'cluster.apply' && !here.test(words) && (!clouds.test(by) || changes.test(words));
  };

/** Of a command, so much is looked at. */
const maxCommand = 400;
/** Tools for many hosts that are told to work on this one. */
const here =
  /--local\b|^\S*(k3s|kubeadm|minikube|kind|microk8s|salt-call|chef-client|puppet)\b|(-c|--connection)[= ]*(local|chroot)|-i[= ]*["']?(localhost|127\.0\.0\.1),?/;
/** Command lines of clouds, most of which only look. */
const clouds = /^(aws|gcloud|az|doctl|openstack|consul|nomad)\b/;
const changes =
  /\s(\w+-)?(create|delete|update|put|run|start|stop|terminate|modify|attach|detach|deploy|apply|set|cp|sync|rm|mv|add|remove|import|restart|resize)(-\w+)*\s/;
