import type { PlanEffect } from '../../plan/plan';
import { packagePlan } from '../../plan/package-plan';
import { planned, type Planned } from '../../plan/planned';
import { changesService, handsFileOver, isOnThisHost } from '../../plan/requests';
import { fact } from '../../subject/fact';
import type { PackageView } from '../../subject/subject';
import { entryOf } from '../../text/groups';
import { baseName } from '../../text/path';
import { allUpgradeEffects, writtenAs } from '../scripts/upgrade-effects';

/** What lies outside of the hosts: a restored snapshot keeps it. */
export type SideEffectCode = 'webhook' | 'feature-flag' | 'account' | 'message' | 'queue' | 'cloud-object' | 'file-outside';

export interface SideEffect {
  readonly code: SideEffectCode;
  readonly effect: PlanEffect;
  /** The step of a way back that is about the same thing. */
  readonly undo?: PlanEffect;
}

/** Addresses of services, by what is made there. */
const addresses: readonly (readonly [address: RegExp, code: SideEffectCode])[] = [
  [
    /hooks\.slack\.com|discord(app)?\.com\/api\/webhooks|\.webhook\.office\.com|api\.telegram\.org|events\.pagerduty\.com|api\.opsgenie\.com|api\.mailgun\.net|api\.sendgrid\.com/i,
    'message',
  ],
  [/^smtps?:\/\//i, 'message'],
  [/^(s3|gs|az|swift|b2|wasbs?):\/\//i, 'file-outside'],
];

/** They speak to whoever sits at the host. */
const onTheHost = /^(wall|write|notify-send|xmessage|zenity|kdialog)\b/;

const ofClouds =
  /^(kubectl|oc|helm|terraform|tofu|pulumi|aws|gcloud|az|doctl|openstack|consul|nomad|etcdctl|gsutil|s3cmd|rclone|azcopy|mc|rbd|ceph|gluster)\b/;

/** Accounts of these are none of the host's. */
const ofServices = new RegExp(`${ofClouds.source}|^(rabbitmqctl|kcadm|ipa|samba-tool|kadmin|vault|radosgw-admin)\\b`);

/** Clients of clouds ask as often as they change something. */
const asksToo = /^(aws|gcloud|az|doctl|openstack|consul|nomad)\b/;
const changesCloud =
  /\b(create|delete|put|update|set|add|remove|attach|detach|modify|run-instances|deploy\w*|apply|cp|sync|mv|rm|mb|rb|start|stop|terminate|register|deregister|associate|authorize|revoke|insert|import)\b/;

/** `gcloud run` is the name of a service, `nomad job run` starts one. */
const changesNomad = /\b(?:run|stop|dispatch|promote|revert|fail|pause|resume|restart|drain|eligibility|gc|scale|purge|delete|apply|put)\b/;
const changes = (name: string): RegExp => (name.startsWith('nomad') ? changesNomad : changesCloud);

/** Brokers of clouds; others have effects of their own. */
const brokers = /^aws\s+(sqs|sns|kinesis)\b/;
const changesBroker = /\b(create|add|delete|set|purge|put|send|publish)\b/;

const copiesAway = /^(scp|rsync|sftp|rclone|gsutil|mc|s3cmd|azcopy)\b/;

/** `undefined`: it stays on the host, or is none of these. */
function codeOf(effect: PlanEffect, reviewed: PackageView<Planned>): SideEffectCode | undefined {
  const { kind, target, by, host } = effect;
  const name = baseName(by);
  if (kind === 'cluster.apply' && brokers.test(writtenAs(effect, reviewed)))
    return changesBroker.test(writtenAs(effect, reviewed)) ? 'queue' : undefined;
  switch (kind) {
    case 'webhook.register':
      return 'webhook';
    case 'flag.change':
      return 'feature-flag';
    case 'message.send':
      return onTheHost.test(name) ? undefined : 'message';
    case 'queue.change':
      return 'queue';
    case 'credential.create':
      return ofServices.test(name) || host !== undefined || /^\w+:\/\//.test(target) ? 'account' : undefined;
    case 'cluster.apply':
      if (!ofClouds.test(name) || (asksToo.test(name) && !changes(name).test(writtenAs(effect, reviewed)))) return undefined;
      return 'cloud-object';
    case 'network.send':
      return copiesAway.test(name) ? 'file-outside' : (addresses.find(([address]) => address.test(target))?.[1] ?? requestCode(effect));
    case 'file.write':
    case 'file.append':
    case 'file.edit':
    case 'file.delete':
    case 'file.move':
    case 'archive.extract':
      return host === undefined ? undefined : 'file-outside';
    default:
      return undefined;
  }
}

/** What another host is asked to change, or is handed. */
function requestCode(effect: PlanEffect): SideEffectCode | undefined {
  if (isOnThisHost(effect)) return undefined;
  if (handsFileOver(effect)) return 'file-outside';
  return changesService(effect) ? 'cloud-object' : undefined;
}

/** What the upgrade itself does, in the order of the plan; what a way back does is none. */
export const sideEffects = fact(planned, (reviewed): readonly SideEffect[] => {
  return allUpgradeEffects(reviewed).flatMap(({ effect, phase, isSure }): SideEffect[] => {
    const isOwn = isSure && phase !== 'rollback' && phase !== 'check' && phase !== 'scheduled' && effect.when !== 'on-failure';
    const code = isOwn ? codeOf(effect, reviewed) : undefined;
    if (code === undefined || (effect.kind === 'network.send' && isResetLater(effect, reviewed))) return [];
    const undo = code === 'message' ? undefined : wayBackOf(effect, reviewed);
    return [{ code, effect, ...(undo && { undo }) }];
  });
});

/** `PUT /_cluster/settings` before the work and again behind it: the script itself sees to how things end. */
const isResetLater = (effect: PlanEffect, reviewed: PackageView<Planned>): boolean =>
  (sentTwice(reviewed).get(`${effect.path}\n${effect.target}`)?.size ?? 0) > 1;

const sentTwice = fact(planned, (reviewed): ReadonlyMap<string, ReadonlySet<number>> => {
  const found = new Map<string, Set<number>>();
  for (const { effect } of allUpgradeEffects(reviewed))
    if (effect.kind === 'network.send' && changesService(effect))
      entryOf(found, `${effect.path}\n${effect.target}`, () => new Set<number>()).add(effect.command.start);
  return found;
});

const effectsBack = fact(planned, (reviewed) =>
  packagePlan(reviewed).phases.flatMap(({ name, effects }) => (name === 'rollback' ? effects : [])),
);

/** The step of a way back that is about the same thing. */
export const wayBackOf = (effect: PlanEffect, reviewed: PackageView<Planned>): PlanEffect | undefined =>
  effectsBack(reviewed).find((other) => isAbout(effect, other));

/** The same address, or one below it; the same name for the same program. */
function isAbout(effect: PlanEffect, other: PlanEffect): boolean {
  const own = effect.target.replace(/\/$/, '');
  if (own === '' || own === '*')
    return other.kind === effect.kind && baseName(other.by).split(' ', 1)[0] === baseName(effect.by).split(' ', 1)[0];
  return other.host === effect.host && (other.target === own || other.target.startsWith(`${own}/`));
}

/** Steps of ways back, by the step that they take back. */
export const sideEffectUndos = fact(
  planned,
  (reviewed): ReadonlyMap<PlanEffect, PlanEffect> =>
    new Map(sideEffects(reviewed).flatMap(({ effect, undo }) => (undo ? [[effect, undo] as const] : []))),
);
