import { shownPath } from '../package/nested-path';
import { verdictOf } from '../rehearse/problems';
import type { Rehearsal, RehearsedFile, RehearsedStatement } from '../rehearse/rehearsal';
import { sentence } from '../text/sentence';
import { visible } from '../text/visible';
import { plain, type Paint } from './code-frame';
import {
  drillWords,
  durationWords,
  endedWords,
  groundWords,
  isElsewhere,
  leftOutWords,
  rehearsalSummary,
  rehearsalVerdictWords,
  statementWords,
} from './rehearsal-words';

/** The rehearsal for a terminal: a block for each new file, a line for each statement, the sum last. */
export function rehearsalText(rehearsal: Rehearsal, paint: Paint = plain): string {
  const verdict = verdictOf(rehearsal);
  const files = rehearsal.files.filter((file) => file.role === 'new' || file.statements.some(isOpen));
  const ended = endedWords(rehearsal);
  return [
    ...files.flatMap((file) => [...fileText(file, paint), '']),
    ...(verdict === 'nothing' ? [] : [`Rehearsed ${rehearsalSummary(rehearsal)}.`, groundWords(rehearsal)]),
    ...(ended === undefined ? [] : [paint('warning', ended)]),
    paint(verdict === 'failed' ? 'error' : 'strong', rehearsalVerdictWords[verdict]),
    '',
  ].join('\n');
}

const isOpen = ({ outcome }: RehearsedStatement): boolean => outcome !== 'done';

/** Statements of the ground are told only where they did not run. */
function fileText(file: RehearsedFile, paint: Paint): string[] {
  const { statements, leftOut, role } = file;
  const told = role === 'new' ? statements : statements.filter(isOpen);
  return [
    paint('strong', visible(shownPath(file.path))),
    ...told.flatMap((statement) => statementText(statement, file, paint)),
    ...(role === 'new' ? leftOut : []).map((one) => `  - ${String(one.line + 1).padStart(4)}  not run: ${leftOutWords(one)}`),
    ...drillWords(file).map(([drill, came]) => `  ${paint('faint', `${drill}:`)} ${sentence(came)}.`),
  ];
}

const signs = { done: '+', failed: '!', lacking: '?', skipped: '-' } as const;

function statementText(statement: RehearsedStatement, file: RehearsedFile, paint: Paint): string[] {
  const { outcome, line, title, milliseconds, path } = statement;
  const sign = outcome === 'failed' ? paint('error', signs[outcome]) : signs[outcome];
  const where = isElsewhere(statement, file) ? ` (${visible(shownPath(path))})` : '';
  return [
    `  ${sign} ${String(line + 1).padStart(4)}  ${visible(title)}${where}${outcome === 'done' ? `  ${paint('faint', durationWords(milliseconds))}` : ''}`,
    ...statementWords(statement).map((words) => `           ${words}`),
  ];
}
