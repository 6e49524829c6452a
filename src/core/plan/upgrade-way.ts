import type { PackageView } from '../subject/subject';
import { fact } from '../subject/fact';
import { entryOf } from '../text/groups';
import { baseName, folderOf } from '../text/path';
import { packagePlan } from './package-plan';
import type { PhaseName, PlanEffect, PlanPhase } from './plan';

/** An effect on the way of the upgrade, told once however many ways lead to it. */
export interface WayEffect extends PlanEffect {
  readonly phase: PhaseName;
  /** The script that leads to it. */
  readonly entry: string;
}

/** Scripts of dpkg and rpm are run whatever folder they come from. */
const maintainer = /(^|[/.-])(pre|post)-?(inst(all)?|rm|remove|upgrade|trans)(\.(sh|in))?$/;

/** What builds, tests and publishes a product, and what lies in the images of its containers. */
const besideFolder =
  /(^|\/)(\.[^/]+|ci|docker|dockerfiles?|containers?|images?|packer|builder?s?|builder-\w+|build(-\w+)?|packaging|pkg|releases?|release-\w+|hack|dev|devel|development|devops|contrib|workstation|vagrant|benchmarks?|rootfs)\//i;

/** What a package installs is run by people or by the clock. */
const installedFolder = /(^|\/)(s?bin|libexec|usr|etc|var|cron\.\w+|init\.d|plugins|subcommands|templates)\//;

const forDevelopers =
  /(^|[-_.])(copyright|change-?log|docs?|readme|deps|dependencies|translations?|locales?|headers|licen[cs]es?|version|vendor|lint|headless|mac|macos|brew|windows|i18n|css|js-?deps|ci)([-_.]|$)/i;

/** Names that say by themselves that the script is run for an upgrade. */
const plainName = /^(\d+[-_.])?(re|un)?(install|upgrade|update|setup|set-up|migrate|deploy|rollback)(er)?(\.\w+)?$/i;

/** Where vendors put the steps of an upgrade, in a package that says in a manifest that it is one. */
const stepsFolder = /^$|^(scripts?|steps?|upgrade|install)$/i;

/** Whether the script that starts a phase is run because of the upgrade. */
function isOnTheWay({ name, entry }: PlanPhase, hasManifest: boolean): boolean {
  if (name === 'scheduled') return false;
  if (maintainer.test(entry)) return true;
  if (besideFolder.test(entry) || forDevelopers.test(baseName(entry))) return false;
  if (installedFolder.test(entry) && !plainName.test(baseName(entry))) return false;
  return name !== 'other' || (hasManifest && stepsFolder.test(folderOf(entry)));
}

/** What the upgrade runs, in order: not what builds or tests the product, what it installs for others to run, or what runs by the clock. */
export const upgradeWay = fact(['crontab', 'shell', 'unit'], (reviewed): readonly PlanPhase[] => {
  const hasManifest = reviewed.files.some(({ path }) => path === 'manifest.json');
  return packagePlan(reviewed).phases.filter((phase) => isOnTheWay(phase, hasManifest));
});

/** The effects of `upgradeWay`, each command's once for each thing that it does. */
export const wayEffects = fact(['crontab', 'shell', 'unit'], (reviewed): readonly WayEffect[] => {
  const found = new Map<string, WayEffect>();
  for (const { name, entry, effects } of upgradeWay(reviewed)) {
    for (const effect of effects) {
      const key = `${effect.kind}\n${effect.path}\n${effect.span.start}\n${effect.target}`;
      const known = entryOf(found, key, () => ({ ...effect, phase: name, entry }));
      if (certainty[effect.when] > certainty[known.when]) found.set(key, { ...effect, phase: name, entry });
    }
  }
  return [...found.values()];
});

const certainty: Readonly<Record<PlanEffect['when'], number>> = { always: 2, conditional: 1, 'on-failure': 0 };

/** Scripts that the upgrade runs or reads in, as far as they do something. */
export const pathsOnTheWay = fact(['crontab', 'shell', 'unit'], (reviewed): ReadonlySet<string> => {
  const phases = upgradeWay(reviewed);
  return new Set(phases.flatMap(({ entry, effects }) => [entry, ...effects.map(({ path }) => path)]));
});

const texts = fact(
  ['crontab', 'shell', 'unit'],
  ({ subjects: { crontab, shell, unit } }): ReadonlyMap<string, string> =>
    new Map([...crontab, ...unit, ...shell].map(({ path, text }) => [path, text])),
);

/** A command of the plan as it is written. */
export const writtenAs = (
  { path, command }: Pick<PlanEffect, 'path' | 'command'>,
  reviewed: PackageView<'crontab' | 'shell' | 'unit'>,
): string => texts(reviewed).get(path)?.slice(command.start, command.end) ?? '';
