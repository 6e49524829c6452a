import { countOf, type Finding } from '../../rules/finding';
import { groupBy } from '../../text/groups';
import { titleOf } from '../rule-title';
import { between, placeAt, quiet, table, type Block, type Line } from './document';

/** Rows of one table. */
const mostRows = 100;

/** Places of one row. */
const mostPlaces = 6;

/** Findings in short: a row for each rule, with where it found something. Messages stand where the findings are told one by one. */
export function findingTable(findings: readonly Finding[]): Block[] {
  const groups = [...groupBy(findings, ({ severity, rule }) => `${severity} ${rule}`).values()];
  const rows = groups.slice(0, mostRows).map((alike): Line[] => {
    const [{ severity, rule }] = alike;
    // Several of one line are told there.
    const places = [...new Map(alike.map((finding) => [placeAt(finding).at, placeAt(finding)])).values()];
    const more = places.length - mostPlaces;
    return [
      [{ severity }],
      [countOf(alike) > 1 ? `${titleOf(rule)} (${countOf(alike)})` : titleOf(rule)],
      [...between(places.slice(0, mostPlaces), ', '), ...(more > 0 ? [`, ${more} more`] : [])],
    ];
  });
  return [
    table(['Severity', 'What', 'Where'], rows),
    ...(groups.length > mostRows ? [quiet(`And ${groups.length - mostRows} more rules that found something.`)] : []),
  ];
}
