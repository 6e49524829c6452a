import { shownPath } from '../package/nested-path';
import { asSureAs, countOf, type Finding } from '../rules/finding';
import { groupBy } from '../text/groups';

/** Places that are named of one rule. */
const mostPlaces = 5;

/**
 * What was not mended: first the fixes that were held back, then what has none and needs a person, then in numbers what is not told one
 * by one. They add up to the last line. `isAsked`: whether fixes of a rule were wanted.
 */
export function leftOverLines(findings: readonly Finding[], isAsked: (rule: string) => boolean = () => true): string[] {
  const asked = findings.filter(({ rule }) => isAsked(rule));
  const sure = asSureAs(asked, 'likely');
  const safe = sure.filter(({ fix }) => fix?.applies === 'always');
  const all = countOf(findings);
  return [
    ...part(
      sure.filter(({ fix }) => fix?.applies === 'after-review'),
      (one) =>
        one ? 'has a fix that needs a look: --after-review applies it' : 'have fixes that need a look: --after-review applies them',
    ),
    ...part(
      safe,
      (one) =>
        `${one ? 'has a fix that does' : 'have fixes that do'} not fit together with the others: apply ${one ? 'it' : 'them'} to the patched package`,
    ),
    ...part(
      sure.filter(({ fix }) => !fix),
      (one) => `${one ? 'has' : 'have'} no fix and ${one ? 'needs' : 'need'} a person`,
    ),
    ...number(
      countOf(asked) - countOf(sure),
      (one) => `${one ? 'is' : 'are'} less sure: preflight --confidence possible lists ${one ? 'it' : 'them'}`,
    ),
    ...number(all - countOf(asked), (one) => `of rules that were not asked for ${one ? 'is' : 'are'} left alone`),
    `${all} finding${all === 1 ? '' : 's'} left`,
  ];
}

const number = (count: number, words: (one: boolean) => string): string[] =>
  count === 0 ? [] : [`${count} finding${count === 1 ? '' : 's'} ${words(count === 1)}`];

function part(findings: readonly Finding[], words: (one: boolean) => string): string[] {
  const rules = [...groupBy(findings, ({ rule }) => rule)].map(([rule, own]) => `  ${rule} (${countOf(own)}): ${placesOf(own)}`);
  return [...number(countOf(findings), words), ...rules];
}

function placesOf(findings: readonly Finding[]): string {
  const places = [...new Set(findings.map(({ path, range }) => `${shownPath(path)}:${range.start.line + 1}`))];
  const more = places.length - mostPlaces;
  return `${places.slice(0, mostPlaces).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
