import * as vscode from 'vscode';
import type { EffectKind } from '../../core/effects/effect';

import type { AsideCode } from '../../core/plan/lasting';
import type { PlanLine } from '../../core/report/plan-lines';
import { everyOne, type SummaryItem } from '../../core/report/plan-summary';
import type { PlanTopic } from '../../core/report/plan-filter';
import type { PhaseName } from '../../core/plan/plan';
import type { ShownEffect } from '../../core/review/shown-plan';
import { visible } from '../../core/text/visible';

/** In the language of the editor; the order of verb and target is each language's own. */
const does: Readonly<Record<EffectKind, (target: string) => string>> = {
  'file.write': (target) => vscode.l10n.t('writes {0}', target),
  'file.append': (target) => vscode.l10n.t('appends to {0}', target),
  'file.edit': (target) => vscode.l10n.t('edits {0}', target),
  'file.delete': (target) => vscode.l10n.t('deletes {0}', target),
  'file.move': (target) => vscode.l10n.t('moves something to {0}', target),
  'file.mode': (target) => vscode.l10n.t('changes the mode of {0}', target),
  'file.owner': (target) => vscode.l10n.t('changes the owner of {0}', target),
  'file.link': (target) => vscode.l10n.t('links {0}', target),
  'dir.create': (target) => vscode.l10n.t('makes the folder {0}', target),
  'archive.extract': (target) => vscode.l10n.t('unpacks into {0}', target),
  'unit.install': (target) => vscode.l10n.t('installs the unit {0}', target),
  'unit.enable': (target) => vscode.l10n.t('enables {0}', target),
  'unit.disable': (target) => vscode.l10n.t('disables {0}', target),
  'unit.start': (target) => vscode.l10n.t('starts {0}', target),
  'unit.stop': (target) => vscode.l10n.t('stops {0}', target),
  'unit.restart': (target) => vscode.l10n.t('restarts {0}', target),
  'unit.reload': (target) => vscode.l10n.t('reloads {0}', target),
  'unit.mask': (target) => vscode.l10n.t('masks {0}', target),
  'unit.unmask': (target) => vscode.l10n.t('unmasks {0}', target),
  'unit.daemon-reload': () => vscode.l10n.t('makes systemd read its units again'),
  'package.install': (target) => vscode.l10n.t('installs the package {0}', target),
  'package.remove': (target) => vscode.l10n.t('removes the package {0}', target),
  'package.source': (target) => vscode.l10n.t('changes where packages come from: {0}', target),
  'user.create': (target) => vscode.l10n.t('creates the user {0}', target),
  'user.change': (target) => vscode.l10n.t('changes the user {0}', target),
  'user.delete': (target) => vscode.l10n.t('deletes the user {0}', target),
  'group.create': (target) => vscode.l10n.t('creates the group {0}', target),
  'group.delete': (target) => vscode.l10n.t('deletes the group {0}', target),
  'schedule.add': (target) => vscode.l10n.t('schedules {0}', target),
  'schedule.remove': (target) => vscode.l10n.t('no longer schedules {0}', target),
  'database.run': (target) => vscode.l10n.t('runs statements on the database {0}', target),
  'database.create': (target) => vscode.l10n.t('creates the database {0}', target),
  'database.drop': (target) => vscode.l10n.t('drops the database {0}', target),
  'database.dump': (target) => vscode.l10n.t('dumps the database {0}', target),
  'database.restore': (target) => vscode.l10n.t('restores the database {0}', target),
  'network.fetch': (target) => vscode.l10n.t('fetches {0}', target),
  'network.send': (target) => vscode.l10n.t('sends something to {0}', target),
  'network.session': (target) => vscode.l10n.t('opens a session on {0}', target),
  'process.start': (target) => vscode.l10n.t('runs the program {0}', target),
  'process.kill': (target) => vscode.l10n.t('ends the process {0}', target),
  'host.reboot': () => vscode.l10n.t('reboots the host'),
  'host.setting': (target) => vscode.l10n.t('changes the setting {0}', target),
  'kernel.module': (target) => vscode.l10n.t('changes kernel modules: {0}', target),
  'firewall.change': (target) => vscode.l10n.t('changes the firewall: {0}', target),
  'security.change': (target) => vscode.l10n.t('changes who may do what: {0}', target),
  'mount.change': (target) => vscode.l10n.t('changes what is mounted: {0}', target),
  'container.run': (target) => vscode.l10n.t('runs the container {0}', target),
  'container.stop': (target) => vscode.l10n.t('stops the container {0}', target),
  'container.pull': (target) => vscode.l10n.t('pulls the image {0}', target),
  'cluster.apply': (target) => vscode.l10n.t('applies to the cluster: {0}', target),
  'flag.change': (target) => vscode.l10n.t('switches the flag {0}', target),
  'webhook.register': (target) => vscode.l10n.t('registers the webhook {0}', target),
  'message.send': (target) => vscode.l10n.t('sends a message to {0}', target),
  'queue.change': (target) => vscode.l10n.t('changes the queue, topic or key {0}', target),
  'credential.create': (target) => vscode.l10n.t('creates the credential {0}', target),
  'lock.take': (target) => vscode.l10n.t('takes the lock {0}', target),
  'lock.release': (target) => vscode.l10n.t('releases the lock {0}', target),
  prompt: () => vscode.l10n.t('asks whoever runs it'),
  wait: () => vscode.l10n.t('waits'),
  'script.run': (target) => vscode.l10n.t('runs the script {0}', target),
  unknown: (target) => vscode.l10n.t('not understood: {0}', target),
};

/** Targets of one command that are named. */
const named = 3;

/** `enables and starts dtend.service`, `writes /opt/x/a, /opt/x/b, /opt/x/c and 37 more`. */
export function lineWords({ effects, isMany }: PlanLine): string {
  const [first] = effects;
  const kinds = new Set(effects.map(({ kind }) => kind));
  if (isMany) {
    const targets = effects.slice(0, named).map(({ target }) => target);
    return visible(does[first.kind](vscode.l10n.t('{0} and {1} more', targets.join(', '), effects.length - named)));
  }
  if (kinds.size === 2 && kinds.has('unit.enable') && kinds.has('unit.start'))
    return visible(vscode.l10n.t('enables and starts {0}', first.target));
  if (kinds.size === 2 && kinds.has('unit.disable') && kinds.has('unit.stop'))
    return visible(vscode.l10n.t('disables and stops {0}', first.target));
  const said = new Map(effects.map((effect) => [effect.kind, effectWords(effect)]));
  return visible([...said.values()].join('; '));
}

const effectWords = ({ kind, target, why }: ShownEffect): string => does[kind](kind === 'unknown' ? (why ?? target) : target).trim();

export const phaseWord = (name: PhaseName): string =>
  ({
    check: vscode.l10n.t('Check'),
    install: vscode.l10n.t('Install'),
    migrate: vscode.l10n.t('Migrate'),
    post: vscode.l10n.t('After the installation'),
    rollback: vscode.l10n.t('Rollback'),
    scheduled: vscode.l10n.t('Scheduled'),
    other: vscode.l10n.t('On demand'),
  })[name];

export const topicWord = (topic: PlanTopic): string =>
  ({
    files: vscode.l10n.t('Files'),
    units: vscode.l10n.t('Units'),
    packages: vscode.l10n.t('Software packages'),
    users: vscode.l10n.t('Users, groups and credentials'),
    jobs: vscode.l10n.t('Scheduled jobs'),
    databases: vscode.l10n.t('Databases'),
    network: vscode.l10n.t('Network'),
    containers: vscode.l10n.t('Containers and clusters'),
    host: vscode.l10n.t('The host and its security'),
    programs: vscode.l10n.t('Programs, scripts and pauses'),
    unknown: vscode.l10n.t('Not understood'),
  })[topic];

/** When it happens, in a sentence without its end. */
export function whenWord({ when, condition }: ShownEffect): string {
  if (when === 'always') return vscode.l10n.t('Always');
  if (!condition) return when === 'on-failure' ? vscode.l10n.t('If something fails') : vscode.l10n.t('Perhaps');
  if (when === 'on-failure') return vscode.l10n.t('If this fails: {0}', condition.text);
  if (/^(for|while|until|select)\b/.test(condition.text)) return vscode.l10n.t('In a loop: {0}', condition.text);
  return condition.isNo ? vscode.l10n.t('Unless: {0}', condition.text) : vscode.l10n.t('If: {0}', condition.text);
}

export const errorWord = ({ onError }: ShownEffect): string =>
  ({
    stops: vscode.l10n.t('If it fails, the script ends.'),
    'goes-on': vscode.l10n.t('If it fails, the script goes on.'),
    ignored: vscode.l10n.t('If it fails, nobody notices.'),
  })[onError];

export function asideWord(code: AsideCode, effects: readonly ShownEffect[]): string {
  const count = new Set(effects.map(({ target }) => target)).size;
  switch (code) {
    case 'log':
      return count === 1 ? vscode.l10n.t('its log') : vscode.l10n.t('{0} logs', count);
    case 'temporary':
      return count === 1 ? vscode.l10n.t('a temporary file') : vscode.l10n.t('{0} temporary files', count);
    case 'waits':
      return effects.length === 1 ? vscode.l10n.t('a pause') : vscode.l10n.t('{0} pauses', effects.length);
    case 'locks':
      return count === 1 ? vscode.l10n.t('a lock') : vscode.l10n.t('{0} locks', count);
  }
}

/** `writes 41 files`, `restarts dtend`: as in reports. */
export function summaryWord({ code, names }: SummaryItem): string {
  const count = names.length;
  const [only = ''] = names;
  switch (code) {
    case 'reboots':
      return vscode.l10n.t('reboots the host');
    case 'writes':
      return count === 1 ? vscode.l10n.t('writes 1 file') : vscode.l10n.t('writes {0} files', count);
    case 'deletes':
      return count === 1 ? vscode.l10n.t('deletes 1 file') : vscode.l10n.t('deletes {0} files', count);
    case 'stops':
      return count === 1 ? vscode.l10n.t('stops {0}', only) : vscode.l10n.t('stops {0} units', count);
    case 'restarts':
      return count === 1 ? vscode.l10n.t('restarts {0}', only) : vscode.l10n.t('restarts {0} units', count);
    case 'starts':
      return count === 1 ? vscode.l10n.t('starts {0}', only) : vscode.l10n.t('starts {0} units', count);
    case 'packages':
      return count === 1 ? vscode.l10n.t('installs or removes {0}', only) : vscode.l10n.t('installs or removes {0} packages', count);
    case 'users':
      return count === 1 ? vscode.l10n.t('changes 1 user') : vscode.l10n.t('changes {0} users', count);
    case 'databases':
      return count === 1 ? vscode.l10n.t('changes 1 database') : vscode.l10n.t('changes {0} databases', count);
    case 'containers':
      if (names.includes(everyOne)) return vscode.l10n.t('runs or stops containers');
      return count === 1 ? vscode.l10n.t('runs or stops 1 container') : vscode.l10n.t('runs or stops {0} containers', count);
    case 'clusters':
      return vscode.l10n.t('changes a cluster');
    case 'settings':
      return count === 1 ? vscode.l10n.t('changes 1 setting of the host') : vscode.l10n.t('changes {0} settings of the host', count);
    case 'sends':
      return count === 1 ? vscode.l10n.t('sends to 1 address') : vscode.l10n.t('sends to {0} addresses', count);
    case 'asks':
      return count === 1 ? vscode.l10n.t('asks 1 question') : vscode.l10n.t('asks {0} questions', count);
    case 'unknown':
      return count === 1 ? vscode.l10n.t('1 step not understood') : vscode.l10n.t('{0} steps not understood', count);
    case 'lasting':
      return vscode.l10n.t('{0} cannot be undone', count);
  }
}

export const effectCount = (count: number): string => (count === 1 ? vscode.l10n.t('1 effect') : vscode.l10n.t('{0} effects', count));
