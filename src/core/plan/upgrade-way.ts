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

/** Whether the script that starts a phase is run because of the upgrade, as far as names and places tell. */
export function isOnTheWay({ name, entry, image }: PlanPhase, files: readonly SourceEntry[]): boolean {
  if (image !== undefined) return false;
  if (maintainer.test(entry) || (isMaintainerScript(entry) && name !== 'other')) return true;
  if (besideFolder.test(entry) || forDevelopers.test(baseName(entry))) return false;
  if (installedFolder.test(entry) && !plainName.test(baseName(entry))) return false;
  return name !== 'other' || (stepsFolder.test(folderOf(entry)) && files.some(({ path }) => path === 'manifest.json'));
}
