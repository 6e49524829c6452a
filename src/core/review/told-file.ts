import type { FileKind } from '../package/classify';
import type { Crontab } from '../parse/crontab';
import type { UnitFile } from '../parse/systemd';
import type { SqlScript } from '../parse/sql';
import type { TaskFile } from '../parse/tasks/task';
import type { TextFile } from '../parse/text-file';
import { gatherFacts, takeFacts } from '../subject/fact';
import { allTargets } from '../subject/group';
import type { SqlSummary } from '../subject/lazy-syntax';
import { parseText, scriptSubject, sqlSubject, type FileText, type ParsedText } from '../subject/parse-text';
import type { Subject } from '../subject/subject';
import type { Looker, Outcome } from './run-rules';

/** What another thread found in a file, as plain data: all that the review of the package needs of it. */
export interface ToldFile {
  readonly subjects: readonly ToldSubject[];
  readonly fault?: string;
}

interface ToldSubject {
  /** SQL that a script hands over. */
  readonly session?: SqlScript;
  /** A crontab that a script writes. */
  readonly crontab?: Crontab;
  /** A unit that a script writes. */
  readonly unit?: UnitFile;
  /** A file of SQL; of a script, nothing: who asks for more than facts parses it again. */
  readonly sql?: SqlSummary;
  /** What the client of a file of SQL is told to run. */
  readonly tasks?: TaskFile;
  /** What the text itself tells. */
  readonly told?: TextFile;
  readonly facts: readonly unknown[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

/** Other threads that parse files and look at them. */
export interface OtherReaders {
  /**
   * `undefined` at once: nobody is free; later: whoever was to read it cannot any more.
   * @throws Error that says what kept it from being read
   */
  readonly tell: (file: FileText) => Promise<ToldFile | undefined> | undefined;
  /** Lets them be heard. */
  readonly listen: () => Promise<unknown>;
  /** Nothing is left to be read: what they hold is better used by the rules on the package. */
  readonly end: () => unknown;
}

/** What takes long to parse, and gives little. */
export const isWorthTelling = (kind: FileKind | undefined): boolean => kind === 'shell' || kind === 'sql';

export async function tellFile(file: FileText, { look }: Looker): Promise<ToldFile> {
  const { subjects, fault } = await parseText(file, allTargets);
  return {
    subjects: subjects.map((subject) => ({ ...syntaxOf(subject), outcomes: look(subject), facts: gatherFacts(subject) })),
    ...(fault !== undefined && { fault }),
  };
}

function syntaxOf(subject: Subject): Pick<ToldSubject, 'session' | 'crontab' | 'unit' | 'sql' | 'tasks' | 'told'> {
  if (isText(subject)) return { told: subject.syntax };
  if (isCrontab(subject)) return { crontab: subject.syntax };
  if (isUnit(subject)) return { unit: subject.syntax };
  if (isTask(subject)) return { tasks: subject.syntax };
  if (!isSql(subject)) return {};
  const { syntax } = subject;
  if (syntax.client) return { session: syntax };
  const { span, faults, dialect } = syntax;
  return { sql: { span, faults, dialect } };
}

const isCrontab = (subject: Subject): subject is Subject<'crontab'> => subject.target === 'crontab';
const isUnit = (subject: Subject): subject is Subject<'unit'> => subject.target === 'unit';
const isTask = (subject: Subject): subject is Subject<'task'> => subject.target === 'task';
const isText = (subject: Subject): subject is Subject<'text'> => subject.target === 'text';
const isSql = (subject: Subject): subject is Subject<'sql'> => subject.target === 'sql';

export function takeFile({ path, text }: FileText, told: ToldFile, { know }: Looker): ParsedText {
  const subjects = told.subjects.map(({ facts, outcomes, ...own }) => {
    const subject = toldSubject(path, text, own);
    takeFacts(subject, facts);
    know(subject, outcomes);
    return subject;
  });
  return { subjects, ...(told.fault !== undefined && { fault: told.fault }) };
}

function toldSubject(
  path: string,
  text: string,
  { session, crontab, unit, sql, tasks, told }: Pick<ToldSubject, 'session' | 'crontab' | 'unit' | 'sql' | 'tasks' | 'told'>,
): Subject {
  if (session) return { target: 'sql', path, text, syntax: session };
  if (crontab) return { target: 'crontab', path, text, syntax: crontab };
  if (unit) return { target: 'unit', path, text, syntax: unit };
  if (tasks) return { target: 'task', path, text, syntax: tasks };
  if (told) return { target: 'text', path, text, syntax: told };
  return sql ? sqlSubject(path, text, sql) : scriptSubject(path, text);
}
