import type { RehearsedFile } from '../rehearse/rehearsal';
import type { ReviewedRehearsal } from '../review/reviewed-rehearsal';
import { enumerate } from '../text/enumerate';
import { sentence } from '../text/sentence';
import { visible } from '../text/visible';
import { drillWords, durationWords, endedWords, groundWords, leftOutWords, rehearsalSummary, shown, waitingFor } from './rehearsal-words';

/** What a rehearsal says of one migration. Texts are plain. */
export interface RehearsalRow {
  readonly path: string;
  /** What came of it, in which time. */
  readonly outcome: string;
  readonly isBad: boolean;
  /** Who waits for what under the strongest lock on a table that was there before; which tables are written anew. */
  readonly did: string;
  /** What its down, a second run, a second runner and others at work did. */
  readonly after: string;
}

export const rehearsalHead = ['Migration', 'Outcome', 'Who waits', 'Taken back, run twice, in company'];

/** Tables that a row names. */
const mostTables = 3;

/** A row for each new file, and for those that did not take part. */
export const rehearsalRows = ({ rehearsal, changed, missing }: ReviewedRehearsal): readonly RehearsalRow[] => [
  ...rehearsal.files.filter(({ role }) => role === 'new').map((file) => rowOf(file, changed.includes(file.path))),
  ...missing.map((path) => ({ ...nothing, path, outcome: 'Not rehearsed' })),
];

const nothing = { isBad: false, did: '', after: '' };

function rowOf(file: RehearsedFile, isChanged: boolean): RehearsalRow {
  const { path, statements } = file;
  if (isChanged) return { ...nothing, path, outcome: 'Changed since: what was seen no longer holds' };
  const tables = [...new Set(statements.flatMap(({ rewritten }) => rewritten))].map(shown);
  const [strongest] = waitingFor(statements.flatMap(({ locks }) => locks));
  const waits = strongest ? `${sentence(strongest.waits)}: ${strongest.relation}` : isThrough(file) ? 'Nobody waits' : '';
  const { outcome, isBad } = outcomeOf(file);
  const time = statements.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return {
    path,
    outcome: time > 0 ? `${outcome}, in ${durationWords(time)}` : outcome,
    isBad,
    did: sentences(waits, tables.length > 0 ? `Writes ${enumerate(tables, mostTables)} anew` : ''),
    after: sentences(...drillWords(file).map(([drill, came]) => `${drill}: ${came}`)),
  };
}

const sentences = (...clauses: readonly string[]): string => clauses.filter((clause) => clause !== '').join('. ');

const isThrough = ({ statements }: RehearsedFile): boolean => statements.every(({ outcome }) => outcome === 'done');

function outcomeOf({ statements, leftOut }: RehearsedFile): Pick<RehearsalRow, 'outcome' | 'isBad'> {
  const failed = statements.find(({ outcome }) => outcome === 'failed');
  if (failed) return { outcome: `Failed at line ${failed.line + 1} (${shown(failed.error?.message ?? '')})`, isBad: true };
  const lacking = statements.find(({ outcome }) => outcome === 'lacking');
  if (lacking) return { outcome: `Not all could run: line ${lacking.line + 1} (${shown(lacking.error?.message ?? '')})`, isBad: false };
  const [first, ...others] = leftOut;
  if (first)
    return {
      outcome: `Ran, without line ${first.line + 1} (${leftOutWords(first)})${others.length > 0 ? ` and ${others.length} more` : ''}`,
      isBad: false,
    };
  return { outcome: statements.length > 0 ? 'Ran' : 'Not reached', isBad: false };
}

/** On what, when, and upon which schema it ran; what ended it. Sentences. */
export const rehearsalAbout = ({ rehearsal }: ReviewedRehearsal): readonly string[] => {
  const { begunAt } = rehearsal;
  const ended = endedWords(rehearsal);
  return [
    `${rehearsalSummary(rehearsal)}${begunAt === undefined ? '' : `, begun ${visible(begunAt)}`}.`,
    groundWords(rehearsal),
    ...(ended === undefined ? [] : [ended]),
  ];
};
