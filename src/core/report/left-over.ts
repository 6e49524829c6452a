import { shownPath } from '../package/nested-path';
import { asSureAs, countOf, type Finding } from '../rules/finding';
import { groupBy } from '../text/groups';

/** Places that are named of one rule. */
const mostPlaces = 5;

/** What was not mended because a person must look: first the fixes that were held back, then what has none. */
export function leftOverLines(findings: readonly Finding[]): string[] {
  const told = asSureAs(findings, 'likely');
  const held = told.filter(({ fix }) => fix?.applies === 'after-review');
  const open = told.filter(({ fix }) => !fix);
  return [
    ...part(held, (one) =>
      one ? 'has a fix that needs a look: --after-review applies it' : 'have fixes that need a look: --after-review applies them',
    ),
    ...part(open, (one) => `${one ? 'has' : 'have'} no fix and ${one ? 'needs' : 'need'} a person`),
  ];
}

function part(findings: readonly Finding[], words: (one: boolean) => string): string[] {
  const count = countOf(findings);
  if (count === 0) return [];
  const rules = [...groupBy(findings, ({ rule }) => rule)].map(([rule, own]) => `  ${rule} (${countOf(own)}): ${placesOf(own)}`);
  return [`${count} finding${count === 1 ? '' : 's'} ${words(count === 1)}`, ...rules];
}

function placesOf(findings: readonly Finding[]): string {
  const places = [...new Set(findings.map(({ path, range }) => `${shownPath(path)}:${range.start.line + 1}`))];
  const more = places.length - mostPlaces;
  return `${places.slice(0, mostPlaces).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
