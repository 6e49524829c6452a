import { isInImage } from '../package/nested-path';
import { isTestMaterial } from '../package/test-material';
import { isWorkshop } from '../package/workshop';
import { groupBy } from '../text/groups';
import { baseName, folderWithSlash } from '../text/path';
import type { PhaseName } from './plan';

/** What a script's name says about when it runs; the first that fits. */
const byName: readonly (readonly [RegExp, PhaseName])[] = [
  [/(^|[-_.\d])(roll[-_]?back|revert|uninstall|downgrade|undo|prerm|postrm|remove|deinstall|teardown|purge)/i, 'rollback'],
  [/(^|[-_.\d])(pre[-_]?(flight|check|req)\w*|check|verify|validate|doctor|health)/i, 'check'],
  [/(^|[-_.\d])(migrat\w*|db[-_]?(upgrade|update|migrate)|schema)/i, 'migrate'],
  [/(^|[-_.\d])(post[-_]?(inst|upgrade|update|deploy|setup)\w*|finish|finali[sz]e|after|clean[-_]?up)/i, 'post'],
  [
    /(^|[-_.\d])(pre[-_]?inst\w*|(re)?install\w*|upgrade\w*|update\w*|setup|deploy\w*|bootstrap|apply|provision|configure|patch)/i,
    'install',
  ],
];

/** `scripts/20-copy.sh` runs in its turn. */
const numbered = /^\d+[-_.]/;

/** A script that dpkg, opkg or rpm runs, as it lies in a package of theirs that is unpacked: `agent.deb »/DEBIAN/postinst`, `a.ipk »/control.tar.gz »/postinst`. */
const maintainerScript = /(?:^|\/)(?:(?:DEBIAN|control\.tar(?:\.\w+)? »)\/(config|(?:pre|post)(?:inst|rm))|RPM\/([a-z]+)(?:-\d+)?\.\w+)$/;

/** When dpkg and rpm run them, and what they give them when the package is upgraded (Debian policy, 6.5; rpm-scriptlets(7)). */
const maintainerScripts: ReadonlyMap<string, readonly [when: PhaseName, given?: readonly string[]]> = new Map(
  Object.entries({
    config: ['install', ['configure', '\0']],
    preinst: ['install', ['upgrade', '\0', '\0']],
    postinst: ['install', ['configure', '\0']],
    prerm: ['rollback', ['upgrade', '\0']],
    postrm: ['rollback', ['upgrade', '\0']],
    pretrans: ['install'],
    prein: ['install', ['2']],
    postin: ['install', ['2']],
    posttrans: ['install'],
    preuntrans: ['rollback'],
    preun: ['rollback', ['1']],
    postun: ['rollback', ['1']],
    postuntrans: ['rollback'],
    // When another package comes or goes.
    trigger: ['other'],
    filetrigger: ['other'],
    transfiletrigger: ['other'],
  }),
);

const asMaintainer = (path: string) => {
  const [, ofDebian, ofRpm = ''] = maintainerScript.exec(path) ?? [];
  return maintainerScripts.get(ofDebian ?? ofRpm);
};

/** Whether dpkg or rpm runs it, in the root of the host. */
export const isMaintainerScript = (path: string): boolean => asMaintainer(path) !== undefined;

/** When a script runs that no other script runs. */
export function phaseOf(path: string): PhaseName {
  const name = baseName(path);
  const found = asMaintainer(path)?.[0] ?? byName.find(([pattern]) => pattern.test(name))?.[1];
  return found ?? (numbered.test(name) ? 'install' : 'other');
}

/** Steps of which a row consists; what leads back has rows of its own. */
const forward: readonly PhaseName[] = ['check', 'install', 'migrate', 'post'];

/**
 * Of numbered scripts in one folder (`10-install.sh`, `20-migrate.sh`, `30-activate.sh`) the number outvotes the name: what comes behind the migration, or
 * is a check behind other steps, comes after the upgrade. By path, of those that come then.
 */
export function phasesByTurn(entries: readonly { readonly name: PhaseName; readonly entry: string }[]): ReadonlyMap<string, PhaseName> {
  const rows = groupBy(
    entries.filter(({ name, entry }) => numbered.test(baseName(entry)) && forward.includes(name)),
    ({ entry }) => folderWithSlash(entry),
  );
  const found = new Map<string, PhaseName>();
  for (const row of rows.values()) {
    let worst = 0;
    for (const { name, entry } of row.toSorted((a, b) => collator.compare(a.entry, b.entry))) {
      const own = forward.indexOf(name);
      if (own < worst && (worst > 1 || own === 0)) found.set(entry, 'post');
      worst = Math.max(worst, own);
    }
  }
  return found;
}

/** The arguments that a script gets from whoever starts it, where these are known. */
export const givenArguments = (path: string): readonly string[] | undefined => asMaintainer(path)?.[1];

/** Whether a script is one that people or programs of the upgrade start. */
export const canBeEntry = (path: string): boolean => !isTestMaterial(path) && !isWorkshop(path) && !isInImage(path);

const order: ReadonlyMap<PhaseName, number> = new Map(
  (['check', 'install', 'migrate', 'post', 'rollback', 'scheduled', 'other'] as const).map((name, index) => [name, index]),
);

/** Phases in their order, scripts of one phase by their names, numbers as numbers. */
export const compareEntries = (a: { name: PhaseName; entry: string }, b: { name: PhaseName; entry: string }): number =>
  (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0) || collator.compare(a.entry, b.entry);

const collator = new Intl.Collator('en', { numeric: true });
