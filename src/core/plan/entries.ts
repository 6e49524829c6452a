import { isTestMaterial } from '../package/test-material';
import { isWorkshop } from '../package/workshop';
import { baseName } from '../text/path';
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

/** When a script runs that no other script runs. */
export function phaseOf(path: string): PhaseName {
  const name = baseName(path);
  const maintainer = /(^|\/)DEBIAN\/(pre|post)(inst|rm)$/.exec(path);
  if (maintainer) return maintainer[2] === 'rm' ? 'rollback' : 'install';
  const found = byName.find(([pattern]) => pattern.test(name));
  if (found) return found[1];
  return numbered.test(name) ? 'install' : 'other';
}

/** Arguments that dpkg gives maintainer scripts when the package is upgraded (Debian policy, 6.5). */
export function givenArguments(path: string): readonly string[] | undefined {
  const script = /(^|\/)DEBIAN\/(preinst|postinst|prerm|postrm)$/.exec(path)?.[2];
  return script === undefined ? undefined : maintainerArguments.get(script);
}

const oldVersion = '\0';
const maintainerArguments: ReadonlyMap<string, readonly string[]> = new Map([
  ['preinst', ['upgrade', oldVersion, oldVersion]],
  ['postinst', ['configure', oldVersion]],
  ['prerm', ['upgrade', oldVersion]],
  ['postrm', ['upgrade', oldVersion]],
]);

/** Whether a script is one that people or programs of the upgrade start. */
export const canBeEntry = (path: string): boolean => !isTestMaterial(path) && !isWorkshop(path);

const order: ReadonlyMap<PhaseName, number> = new Map(
  (['check', 'install', 'migrate', 'post', 'rollback', 'scheduled', 'other'] as const).map((name, index) => [name, index]),
);

/** Phases in their order, scripts of one phase by their names, numbers as numbers. */
export const compareEntries = (a: { name: PhaseName; entry: string }, b: { name: PhaseName; entry: string }): number =>
  (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0) || collator.compare(a.entry, b.entry);

const collator = new Intl.Collator('en', { numeric: true });
