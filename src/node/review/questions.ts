import type { Matrix } from '../../core/inventory/matrix';
import { definitionOfCall } from '../../core/navigate/functions';
import { linksIn } from '../../core/navigate/links';
import { outlineOf, symbolsOf, type FileSymbol } from '../../core/navigate/symbols';
import { loadSqlParser } from '../../core/parse/sql';
import { afterOlder, plannedFiles, plannedSchema } from '../../core/rehearse/order';
import { matrixCsv } from '../../core/report/formats/csv';
import { matrixDocument } from '../../core/report/document/matrix';
import { partMarkdown } from '../../core/report/markdown/render';
import { matrixTable } from '../../core/report/matrix-table';
import type { ReviewCache } from '../../core/review/cache';
import { shownFiles } from '../../core/review/shown-files';
import { parseFile } from '../../core/subject/parse-file';
import type { Subject, Target } from '../../core/subject/subject';
import { lineStarts, rangeOf } from '../../core/text/lines';
import { memo } from '../../core/text/memo';
import type { PackageSymbol, Question, Questions, TextOfFile } from './protocol';

const noMatrix: Matrix = { columns: [], rows: [] };

type Answer<Q extends Question> = (ask: Questions[Q]['ask'], cache: ReviewCache) => Promise<Questions[Q]['answer']>;

/** Names and links of one file that are told: what the editor makes of a hundred thousand would hold its host up. */
const mostTold = 2000;

const named: readonly Target[] = ['unit', 'shell', 'sql', 'crontab'];
const linking: ReadonlySet<Target> = new Set<Target>(['shell', 'sql', 'unit', 'crontab', 'manifest']);

const symbolsOfSubject = memo((subject: Subject) => symbolsOf([subject]));

/** What the editor asks while somebody reads a package. */
export const answers: { readonly [Q in Question]: Answer<Q> } = {
  symbols({ query, most }, { package: reviewed }) {
    const found: PackageSymbol[] = [];
    for (const subject of named.flatMap((target): readonly Subject[] => reviewed?.subjects[target] ?? [])) {
      const wanted = symbolsOfSubject(subject).filter(({ name }) => hasLetters(name, query));
      const starts = wanted.length > 0 ? lineStarts(subject.text) : [];
      for (const symbol of wanted.slice(0, most - found.length)) {
        found.push({ ...symbol, path: subject.path, range: rangeOf(starts, symbol.nameSpan) });
      }
      if (found.length >= most) break;
    }
    return Promise.resolve(found);
  },
  coverage: ({ path }, { states }) => Promise.resolve(states?.get(path)),
  shown: ({ paths }, { files }) => Promise.resolve(shownFiles(files, paths)),
  matrix: ({ environment }, { matrix }) => Promise.resolve(matrix && matrixTable(matrix, environment)),
  matrixText: ({ form, package: named }, { matrix = noMatrix }) =>
    Promise.resolve(form === 'csv' ? matrixCsv(named, matrix) : `${partMarkdown(matrixDocument(matrix))}\n`),
  matrixCell: ({ row, column }, { matrix }) => Promise.resolve(matrix?.rows[row]?.cells[column]),
  async outline(ask) {
    return firstOf(outlineOf(await subjectsOf(ask)), { left: mostTold });
  },
  async links(ask, { package: reviewed }) {
    return linksIn(await subjectsOf(ask), reviewed?.files ?? [], reviewed?.manifest?.syntax).slice(0, mostTold);
  },
  async migrations({ schema, system = 'postgresql' }, { site, older }) {
    await loadSqlParser();
    const files = site ? plannedFiles(site, system) : [];
    if (!site || files.length === 0) return files;
    if (!schema) return older ? afterOlder(files, plannedFiles({ ...site, package: older }, system)) : files;
    // What production has already is not run once more.
    return [plannedSchema(schema.path, schema.text, system), ...files.filter(({ role }) => role === 'new')];
  },
  async definition({ offset, ...ask }, { package: reviewed }) {
    const caller = (await subjectsOf(ask)).find((subject): subject is Subject<'shell'> => subject.target === 'shell');
    return caller && definitionOfCall(caller, offset, reviewed?.subjects.shell ?? []);
  },
};

function firstOf(symbols: readonly FileSymbol[], room: { left: number }): FileSymbol[] {
  const told: FileSymbol[] = [];
  for (const symbol of symbols) {
    if (room.left-- <= 0) break;
    told.push({ ...symbol, children: firstOf(symbol.children, room) });
  }
  return told;
}

/** A file as it is typed at this moment. */
async function subjectsOf({ path, text }: TextOfFile): Promise<readonly Subject[]> {
  const bytes = new TextEncoder().encode(text);
  const entry = { path, size: bytes.length };
  const read = (_path: string, limit?: number) => Promise.resolve(bytes.subarray(0, limit));
  const parsed = await parseFile({ name: '', entries: [entry], read }, entry, linking);
  return 'subjects' in parsed ? parsed.subjects : [];
}

/** As the editor filters: all letters, in their order. */
function hasLetters(name: string, query: string): boolean {
  const text = name.toLowerCase();
  let at = 0;
  for (const letter of query.toLowerCase()) {
    if (letter === ' ') continue;
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
