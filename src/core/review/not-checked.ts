import { isTestMaterial } from '../package/test-material';
import { archivesAbove, shownPath } from '../package/nested-path';
import type { Gap } from '../package/source';
import type { Rule } from '../rules/rule';
import type { Site } from '../subject/site';
import { unitKey, type LeftOut } from './watch';
import { withMoreHosts } from '../facts/endpoints/package-endpoints';
import { carriedFiles } from '../facts/scripts/carried';
import { openTargets } from '../facts/scripts/open-targets';
import { unseenCommands } from '../facts/scripts/unseen-commands';
import { changelogRuns } from '../facts/migrations/changelogs';
import { foreignCalls, unseenSql } from '../facts/migrations/unseen-sql';
import { computedUnits } from '../facts/units/computed-units';
import { withMoreUnits } from '../facts/units/mentions';
import { unverifiedTrust } from './unverified-trust';
import { fileGaps, shortList } from './file-gaps';
import type { NotChecked } from './gap';
import { pathGaps } from './path-gaps';
import { elsewhereGaps } from './elsewhere-gaps';
import { foreignGaps } from './foreign-gaps';
import { handedGaps } from './handed-gaps';
import { unreadFields } from './unread-fields';
import type { FileState } from './coverage';
import { redact } from '../text/redact';
import { enumerate } from '../text/enumerate';
import { groupBy } from '../text/groups';
import { hostsIn, type Host } from '../inventory/inventory';

const unseenWhy = 'it is not in the package, or is put together when the script runs';

const unreadIncludes = 'they are not in the package, not read, or chosen by code';

/** Hosts that one line names. */
const mostHosts = 12;

/** What a review was asked to leave alone. */
interface Wishes {
  readonly switchedOff?: readonly string[];
  readonly leftOut?: LeftOut;
  readonly passedOver?: readonly string[];
}

export function notChecked(
  site: Site,
  files: ReadonlyMap<string, FileState>,
  rules: readonly Rule[],
  gaps: readonly Gap[],
  { switchedOff = [], leftOut, passedOver = [] }: Wishes,
): NotChecked[] {
  const { inventory, environment } = site;
  const hosts = hostsIn(inventory, environment);
  const open: NotChecked[] = [];
  const add = (what: string, why: string, decisive = false) => open.push({ what: shownPath(what), why: shownPath(redact(why)), decisive });

  if (hosts.length === 0) add(`comparison with ${environment}`, `no inventory of ${environment} is loaded`, true);
  const lacking = (host: Host): string =>
    [...(host.packages ? [] : ['packages']), ...(host.units && !host.unitsCut ? [] : ['units'])].join(' and ');
  for (const [gaps, alike] of groupBy(hosts, lacking)) {
    const names = enumerate(
      alike.map(({ name }) => name),
      mostHosts,
    );
    if (gaps !== '') add(`${gaps} of ${names}`, `the inventory of ${environment} does not list them`, gaps.startsWith('packages'));
  }
  if (!site.package.manifest) add('declared dependencies, reboot and configuration', 'the package has no manifest.json', true);
  if (passedOver.length > 0) {
    const lies = passedOver.length === 1 ? 'it lies inside a package' : 'they lie inside a package';
    add(shortList(passedOver), `${lies}: the vendor does not describe the site`);
  }
  for (const { what, why, decisive } of unverifiedTrust(site)) add(what, why, decisive);
  const cut = [
    ['units', withMoreUnits(site.package)],
    ['hosts', withMoreHosts(site.package)],
  ] as const;
  for (const [what, paths] of cut)
    if (paths.length > 0)
      add(`${what} that ${shortList(paths)} name${paths.length === 1 ? 's' : ''}`, 'there are more of them than are looked at', true);
  for (const [path, calls] of groupBy(unseenSql(site.package), ({ path: script }) => script))
    add(`SQL of ${calls.length === 1 ? 'a database client' : `${calls.length} database clients`} in ${path}`, unseenWhy, true);
  for (const [path, calls] of groupBy(foreignCalls(site.package), ({ path: script }) => script))
    add(`what ${enumerate([...new Set(calls.map(({ client }) => client))], 3)} changes in ${path}`, 'statements for it are not read', true);
  for (const [path, named] of changelogRuns(site.package).unseen)
    if (!isTestMaterial(path)) add(`changes that ${path} includes: ${shortList(named)}`, unreadIncludes, true);
  for (const [path, calls] of groupBy(unseenCommands(site.package), ({ path: script }) => script))
    add(`what ${calls.length === 1 ? 'a shell is' : `${calls.length} shells are`} handed in ${path}`, unseenWhy, true);
  const computed = [...new Set(computedUnits(site.package).map(({ path }) => path))];
  if (computed.length > 0)
    add(
      `units that ${shortList(computed)} start${computed.length === 1 ? 's' : ''} or stop${computed.length === 1 ? 's' : ''}`,
      'their names are put together when the script runs',
      true,
    );
  for (const [takes, alike] of groupBy(openTargets(site.package), (one) => one.takes))
    add(
      `what ${shortList([...new Set(alike.map(({ path }) => path))])} ${takes}`,
      'names that are put together when the script runs, or read from a list',
      true,
    );
  const carriers = carriedFiles(site.package).map(({ path }) => path);
  if (carriers.length > 0)
    add(
      `files that ${shortList(carriers)} hold${carriers.length === 1 ? 's' : ''} in letters or behind the end`,
      'what is packed into a script is not opened',
      true,
    );
  for (const gap of [...unreadFields(site), ...pathGaps(site), ...handedGaps(site, files), ...foreignGaps(site), ...elsewhereGaps(site)])
    add(gap.what, gap.why, gap.decisive);
  const ids = new Set(rules.map(({ id }) => id));
  if (ids.size === 0) add('everything', 'all rules are switched off', true);
  else if (switchedOff.length > 0) add(`what ${switchedOff.join(', ')} would find`, 'switched off in the settings');
  for (const { id } of rules) {
    const why = leftOut?.get(unitKey({ kind: 'rule', id }));
    if (why !== undefined) add(`what ${id} would find`, why, true);
  }
  for (const gap of fileGaps(files)) add(gap.what, gap.why, gap.decisive);
  // Those that decide something apart from the others.
  for (const alike of groupBy(gaps, ({ decisive, why }) => `${decisive === true} ${why}`).values())
    add(shortList(alike.map(({ what }) => what)), alike[0].why, alike[0].decisive);
  const told = new Set(gaps.map(({ what }) => what));
  const opened = new Set(site.package.files.flatMap(({ path }) => archivesAbove(path)));
  const isUnopened = (path: string) => container.test(path) && !opened.has(path) && !told.has(path) && !isToldAsUnread(files.get(path));
  const inner = site.package.files.flatMap(({ path, symlink }) => (!symlink && isUnopened(path) ? [path] : []));
  if (inner.length > 0) add(`content of ${shortList(inner)}`, 'archives and images of this kind are not opened', true);
  const installers = site.package.files.flatMap(({ path, symlink }) =>
    !symlink && installer.test(path) && !isTestMaterial(path) && !opened.has(path) && !told.has(path) ? [path] : [],
  );
  if (installers.length > 0)
    add(`what ${shortList(installers)} would do`, 'an installer is a program, and programs are not analysed', true);
  const isRead = (path: string) => /^(reviewed|partly)$/.test(files.get(path)?.state ?? '');
  const binaries = site.package.files.filter(({ path }) => /(^|\/)s?bin\/|\.(so(\.\d+)*|exe|dll|bin)$/.test(path) && !isRead(path)).length;
  if (binaries > 0) add(`behaviour of ${binaries} binary file${binaries === 1 ? '' : 's'}`, 'binaries are listed, not analysed');
  return open;
}

/** A rule that threw may have found whatever would have come after. */
export function failureGaps(failures: readonly { readonly id: string; readonly path: string }[]): NotChecked[] {
  return [...groupBy(failures, ({ id }) => id)].map(([id, own]) => ({
    what: shownPath(`what ${id} would find in ${shortList(own.map(({ path }) => path))}`),
    why: 'the rule failed there, and did not look to its end',
    decisive: true,
  }));
}

/** A program that is called an installer. */
const installer = /(^|\/)([^/]*[-_. ])?(setup|install(er)?|upgrade)([-_. \d][^/]*)?\.exe$/i;

const isToldAsUnread = (state: FileState | undefined): boolean => state?.state === 'not-understood' && state.decisive;

/** Files that hold or hide files, by name. */
const container = new RegExp(
  `\\.(${[
    'zip|jar|war|ear|apk|whl|nupkg|vsix|tar|tgz|tbz2?|txz|tlz|tzst|tar\\.(gz|bz2|xz|zst|lzma|lz|lz4|lzo|br|Z)|deb|udeb|ipk|rpm|crate|gem|pyz|phar|asar',
    '7z|rar|cab|msi|msix|msu|lzh|lha|arj|ace|alz|zpaq|sitx?|cpio|xar|pkg|dmg|snap|flatpak|appimage|squashfs|sqfs|sfs|erofs|cramfs|romfs|ubifs?|jffs2|wim|esd|swm|iso|img|qcow2?|vmdk|vdi|vhdx?|ova',
    '(tar|tgz|zip|deb|rpm|sh|sql|py|tar\\.\\w+)\\.(gpg|pgp|age|enc|aes)',
  ].join('|')})$`,
  'i',
);
