import { packageRoot } from '../package/root';
import type { SourceEntry } from '../package/source';
import { baseName, folderOf } from '../text/path';
import { isMaintainerScript } from './entries';
import type { PlanPhase } from './plan';

/** Scripts of dpkg and rpm are run whatever folder they come from. */
const maintainer = /(^|[/.-])(pre|post)-?(inst(all)?|rm|remove|upgrade|trans)(\.(sh|in))?$/;

/** What builds, tests and publishes a product, and what lies in the images of its containers. */
const besideFolder =
  /(^|\/)(\.[^/]+|([\w.-]+[-_])?ci|ci[-_][\w-]+|devstack|docker|dockerfiles?|containers?|images?|packer|builders?|builder-\w+|build(-\w+)?|packaging|pkg|releases?|release-\w+|hack|dev|devel|development|devops|contrib|workstation|vagrant|benchmarks?|rootfs|manual)\//i;

/** What a package installs is run by people or by the clock. */
const installedFolder = /(^|\/)(s?bin|libexec|usr|etc|var|cron\.\w+|init\.d|plugins|subcommands|templates)\//;

const forDevelopers =
  /(^|[-_.])(copyright|change-?log|docs?|readme|deps|dependencies|translations?|locales?|headers|licen[cs]es?|version|vendor|lint|headless|mac|macos|brew|windows|i18n|css|js-?deps|ci|container|menu|doctor)([-_.]|$)|menu\./i;

/** Names that say by themselves that the script is run for an upgrade. */
const plainName = /^(\d+[-_.])?(re|un)?(install|upgrade|update|setup|set-up|migrate|deploy|rollback)(er)?(\.\w+)?$/i;

/** Where vendors put the steps of an upgrade, in a package that says in a manifest that it is one. */
export const stepsFolder = /^$|^(scripts?|steps?|upgrade|install)$/i;

/** What a program loads is unpacked by nobody. */
const inLibrary = /\.(jar|war|ear|whl|nupkg|gem|vsix) »/i;

type Files = readonly SourceEntry[];

/** Phases that are no way forward: what looks, what takes back, what the clock runs. */
const notForward: ReadonlySet<PlanPhase['name']> = new Set(['check', 'rollback', 'scheduled']);

/**
 * The phases that run because of the upgrade, as far as names and places tell. Of a package that says in a manifest that it is an upgrade, and
 * where nothing is its way by that, each script may be it that is neither installed, nor for developers, nor in a library.
 */
export function phasesOnTheWay(phases: readonly PlanPhase[], files: Files): ReadonlySet<PlanPhase> {
  const manifest = manifestOf(files);
  const named = phases.filter((phase) => isNamed(phase, manifest));
  if (manifest === undefined || named.some(({ name }) => !notForward.has(name))) return new Set(named);
  return new Set([...named, ...phases.filter(({ entry, image }) => image === undefined && !isBeside(entry) && !inLibrary.test(entry))]);
}

/** The folder of the manifest that speaks for the package, with its slash. */
function manifestOf(files: Files): string | undefined {
  const root = packageRoot(files);
  return root !== '' || files.some(({ path }) => path === 'manifest.json') ? root : undefined;
}

function isNamed({ name, entry, image }: PlanPhase, manifest: string | undefined): boolean {
  if (image !== undefined) return false;
  if (maintainer.test(entry) || (isMaintainerScript(entry) && name !== 'other')) return true;
  if (isBeside(entry)) return false;
  return name !== 'other' || (manifest !== undefined && stepsFolder.test(folderOf(entry.slice(manifest.length))));
}

/** Whether a script is there for people, developers or the product that is installed. */
const isBeside = (entry: string): boolean =>
  besideFolder.test(entry) || forDevelopers.test(baseName(entry)) || (installedFolder.test(entry) && !plainName.test(baseName(entry)));
