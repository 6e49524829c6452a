import { changeKinds, pathOf } from '../../compare/entries';
import type { Difference } from '../../compare/parts';
import { shownPath } from '../../package/nested-path';
import type { Comparison } from '../../review/comparison';
import type { Review } from '../../review/review';
import { countWords, identityWords, kindWords } from '../changes';
import { between, heading, quiet, section, table, text, type Block, type Line, type Section } from './document';

/** Files of one kind that are listed. */
const mostFiles = 40;

/** The readout for who decides: what nobody can know from a package is left for a person to fill in. */
export function changesDocument({ comparison, package: reviewed }: Review): Section | undefined {
  return section('changes', 'What changed', [
    {
      kind: 'facts',
      rows: [
        [
          'What changed',
          comparison
            ? [`${identityWords(comparison.package)} becomes ${identityWords(reviewed)}; ${countWords(comparison.changes)}.`]
            : [`${identityWords(reviewed)}; no package that came before was given, so nobody compared.`],
        ],
        ['Why now', [{ blank: 'reason, advisory or date' }]],
        ['What risk is reduced', [{ blank: 'advisories and faults that it closes' }]],
        ['What business metric improves', [{ blank: 'metric, before and expected after' }]],
      ],
    },
    ...(comparison ? comparedBlocks(comparison) : []),
  ]);
}

function comparedBlocks({ changes: { defaults, dependencies, units, jobs, entries, more } }: Comparison): Block[] {
  const range = (own: string | undefined): Line => [own === undefined ? 'not required' : own === '' ? 'any' : { code: own }];
  const part = (title: string, head: readonly string[], rows: readonly (readonly Line[])[], left = 0): Block[] =>
    rows.length === 0 ? [] : [heading(title), table(head, rows), ...(left > 0 ? [quiet(`And ${left.toLocaleString('en')} more.`)] : [])];
  return [
    ...part(
      'Configuration defaults',
      ['Key', 'Before', 'Now', 'In'],
      defaults.map(({ key, before, after }) => [
        [{ code: key }],
        [{ code: before.value }],
        [{ code: after.value }],
        [{ code: shownPath(after.path) }],
      ]),
      more?.defaults,
    ),
    ...part(
      'Dependencies',
      ['Dependency', 'Before', 'Now'],
      dependencies.map(({ name, before, after }) => [[name], range(before), range(after)]),
      more?.dependencies,
    ),
    ...part('Units and scheduled jobs', ['What', 'Name'], [...differing('unit', units), ...differing('job', jobs)]),
    ...changeKinds.flatMap((kind) => {
      const paths = entries.filter((change) => change.kind === kind).map(pathOf);
      if (paths.length === 0) return [];
      const left = paths.length - mostFiles + (more?.entries[kind] ?? 0);
      const named = between(
        paths.slice(0, mostFiles).map((path) => ({ code: shownPath(path) })),
        ', ',
      );
      return [text({ strong: `Files ${kindWords[kind]}: ` }, ...named, ...(left > 0 ? [` and ${left.toLocaleString('en')} more`] : []))];
    }),
  ];
}

const differing = (what: string, { added, removed }: Difference): Line[][] => [
  ...added.map((name): Line[] => [[`${what} added`], [{ code: name }]]),
  ...removed.map((name): Line[] => [[`${what} removed`], [{ code: name }]]),
];
