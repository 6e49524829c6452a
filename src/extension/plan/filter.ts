import * as vscode from 'vscode';
import { everything, hostsOf, planTopics, topicOf, type PlanFilter, type PlanTopic } from '../../core/report/plan-filter';
import { planText } from '../../core/report/plan-text';
import { isLasting } from '../../core/report/plan-lines';
import { visible } from '../../core/text/visible';
import type { PlanNode, PlanView } from './plan-node';
import { topicWord } from './words';

type Choice = vscode.QuickPickItem & {
  readonly topic?: PlanTopic;
  readonly host?: string;
  readonly only?: 'lastingOnly' | 'newOnly';
};

/** Asks what of the plans to show; nothing chosen is everything. */
export async function filterPlan(tree: PlanView): Promise<void> {
  const chosen = await vscode.window.showQuickPick<Choice>(choicesOf(tree), {
    title: vscode.l10n.t('Filter Upgrade Plan'),
    placeHolder: vscode.l10n.t('Nothing chosen shows everything'),
    canPickMany: true,
    matchOnDescription: true,
  });
  if (!chosen) return;
  const has = (only: Choice['only']): boolean => chosen.some((choice) => choice.only === only);
  const filter: PlanFilter = {
    topics: chosen.flatMap(({ topic }) => (topic ? [topic] : [])),
    hosts: chosen.flatMap(({ host }) => (host === undefined ? [] : [host])),
    lastingOnly: has('lastingOnly'),
    newOnly: has('newOnly'),
  };
  tree.narrow(chosen.length === 0 ? everything : filter);
}

function choicesOf({ sessions, filter }: PlanView): Choice[] {
  const plans = sessions.all.flatMap(({ review }) => (review ? [review.plan] : []));
  const phases = plans.flatMap((plan) => plan.phases);
  const effects = phases.flatMap((phase) => phase.effects);
  const separator = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const choice = (label: string, count: number, more: Partial<Choice>): Choice => ({ label, description: String(count), ...more });
  const topics = planTopics.flatMap((topic): Choice[] => {
    const count = effects.filter(({ kind }) => topicOf(kind) === topic).length;
    return count > 0 ? [choice(topicWord(topic), count, { topic, picked: filter.topics.includes(topic) })] : [];
  });
  const hosts = [...new Set(plans.flatMap(hostsOf))].map((host): Choice => {
    const count = effects.filter((effect) => (effect.host ?? '') === host).length;
    return choice(host === '' ? vscode.l10n.t('This host') : visible(host), count, { host, picked: filter.hosts.includes(host) });
  });
  const lasting = phases.flatMap((phase) => phase.effects.filter((effect) => isLasting(effect, phase))).length;
  const fresh = effects.filter(({ isNew }) => isNew === true).length;
  return [
    separator(vscode.l10n.t('Only')),
    choice(vscode.l10n.t('Cannot be undone'), lasting, {
      only: 'lastingOnly',
      picked: filter.lastingOnly,
      detail: vscode.l10n.t('Nothing in the package takes it back'),
    }),
    ...(effects.some(({ isNew }) => isNew !== undefined)
      ? [choice(vscode.l10n.t('New since the previous package'), fresh, { only: 'newOnly', picked: filter.newOnly })]
      : []),
    separator(vscode.l10n.t('What')),
    ...topics,
    ...(hosts.length > 0 ? [separator(vscode.l10n.t('Where')), ...hosts] : []),
  ];
}

/** The plan as text, of one package or of all. */
export async function copyPlan({ sessions }: PlanView, node?: PlanNode): Promise<void> {
  const wanted = node ? [node.session] : sessions.all;
  const texts = wanted.flatMap(({ review, mount }) => (review ? [[mount.name, '', ...planText(review), ''].join('\n')] : []));
  await vscode.env.clipboard.writeText(texts.join('\n'));
}
