import { changeKinds, type ChangeKind, type EntryChange } from '../../compare/entries';
import type { Difference } from '../../compare/parts';
import { octal } from '../../package/mode';
import { shownPath } from '../../package/nested-path';
import { groupBy } from '../../text/groups';
import { isPatched, type Comparison } from '../../review/comparison';
import type { Review } from '../../review/review';
import { countWords, identityWords, kindWords } from '../changes';
import { heading, quiet, section, table, text, type Block, type Line, type Section } from './document';

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
    ...(comparison ? comparedBlocks(comparison, '') : []),
  ]);
}

/** What differs from the package that came before, as a section of its own. */
export const comparedDocument = (comparison: Comparison): Section => ({
  id: 'changes',
  title: `Changes since ${identityWords(comparison.package)}`,
  blocks: comparedBlocks(comparison, `; ${countWords(comparison.changes)}`),
});

/** `counts`: where no line before tells them. */
function comparedBlocks(comparison: Comparison, counts: string): Block[] {
  const { changes, package: older, patched } = comparison;
  const { defaults, dependencies, units, jobs, more } = changes;
  return [
    text('Compared with ', { code: older.path }, `${counts}.${patched.size > 0 ? ' Our patches are not counted.' : ''}`),
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
      dependencies.map(({ name, before, after }) => [[name], rangeLine(before), rangeLine(after)]),
      more?.dependencies,
    ),
    ...part(
      'Units and scheduled jobs',
      ['What', 'Name'],
      [...differing('unit', units), ...differing('job', jobs)],
      (more?.units ?? 0) + (more?.jobs ?? 0),
    ),
    ...part(
      'Files',
      ['What', 'File'],
      changeKinds.flatMap((kind) => fileRows(kind, comparison)),
    ),
  ];
}

/** `left`: rows that are not listed. */
const part = (title: string, head: readonly string[], rows: readonly (readonly Line[])[], left = 0): Block[] =>
  rows.length === 0 ? [] : [heading(title), table(head, rows), ...(left > 0 ? [quiet(`And ${left.toLocaleString('en')} more.`)] : [])];

const rangeLine = (own: string | undefined): Line => [own === undefined ? 'not required' : own === '' ? 'any' : { code: own }];

const differing = (what: string, { added, removed }: Difference): Line[][] => [
  ...added.map((name): Line[] => [[`${what} added`], [{ code: name }]]),
  ...removed.map((name): Line[] => [[`${what} removed`], [{ code: name }]]),
];

function fileRows(kind: ChangeKind, { changes: { entries, more }, patched }: Comparison): Line[][] {
  const own = entries.filter((change) => change.kind === kind);
  const unlisted = more?.entries[kind] ?? 0;
  const pathOf = ({ before, after }: EntryChange): string => (after ?? before)?.path ?? '';
  if (own.length > mostFiles) {
    const folders = foldersOf(own.map(pathOf)).map(([folder, count]): Line[] => [
      [kindWords[kind]],
      [{ code: folder === '' ? '.' : shownPath(folder) }, `: ${count.toLocaleString('en')} file${count === 1 ? '' : 's'}`],
    ]);
    return unlisted > 0 ? [...folders, [[kindWords[kind]], [`${unlisted.toLocaleString('en')} more`]]] : folders;
  }
  const rows = own.map((change): Line[] => [[kindWords[kind]], [...placeOf(change), isPatched(change, patched) ? ' (patched here)' : '']]);
  const left = unlisted;
  return left > 0 ? [...rows, [[kindWords[kind]], [`${left.toLocaleString('en')} more`]]] : rows;
}

/** How many lie in which folder: as deep as there is room for all of them. */
function foldersOf(paths: readonly string[]): readonly (readonly [folder: string, count: number])[] {
  const parts = paths.map((path) => path.split('/').slice(0, -1));
  const deepest = Math.max(...parts.map(({ length }) => length));
  for (let depth = deepest; ; depth -= 1) {
    const groups = [
      ...groupBy(parts, (own) =>
        own
          .slice(0, depth)
          .map((name) => `${name}/`)
          .join(''),
      ),
    ];
    if (groups.length <= mostFiles || depth <= 1)
      return groups.slice(0, mostFiles).map(([folder, { length }]) => [folder, length] as const);
  }
}

function placeOf({ kind, before, after }: EntryChange): Line {
  const path = { code: shownPath((after ?? before)?.path ?? '') };
  if (kind === 'moved') return [{ code: shownPath(before?.path ?? '') }, ' is now ', path];
  if (kind === 'mode') return [path, `: ${octal(before?.mode ?? 0)} is now ${octal(after?.mode ?? 0)}`];
  return [path];
}
