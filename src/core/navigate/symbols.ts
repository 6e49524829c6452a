import type { SqlStatement } from '../parse/sql';
import { groupSubjects } from '../subject/group';
import type { Subject } from '../subject/subject';
import type { Span } from '../text/span';
import { baseName } from '../text/path';

export type SymbolKind = 'function' | 'unit' | 'job' | 'table' | 'object' | 'routine' | 'section' | 'directive';

/** Something in a file that has a name. */
export interface FileSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** For people, beside the name: the kind of SQL object, a job's schedule, a unit's description, a directive's value. */
  readonly detail: string;
  /** All of it, and its name. */
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly FileSymbol[];
}

/** Far more characters than a view shows of a command. */
const maxName = 120;

/** What a search for a name finds: functions of scripts, units, SQL objects where they are made, cron jobs. */
export const symbolsOf = (subjects: readonly Subject[]): FileSymbol[] => {
  const own = groupSubjects(subjects);
  return inOrder([
    ...own.unit.map(unitSymbol),
    ...own.shell.flatMap(functionsOf),
    ...own.sql.flatMap(sqlSymbols),
    ...own.crontab.flatMap(jobsOf),
  ]);
};

/** What an outline shows: as `symbolsOf`, but of a unit its sections with their directives. */
export const outlineOf = (subjects: readonly Subject[]): FileSymbol[] => {
  const own = groupSubjects(subjects);
  return inOrder([
    ...own.unit.flatMap(({ syntax }) => syntax.sections.map(sectionSymbol)),
    ...symbolsOf(subjects.filter(({ target }) => target !== 'unit')),
  ]);
};

const inOrder = (symbols: FileSymbol[]): FileSymbol[] => symbols.sort((a, b) => a.span.start - b.span.start);

const functionsOf = ({ syntax }: Subject<'shell'>): FileSymbol[] =>
  syntax.functions.map(({ name, nameSpan, span }) => ({ name, kind: 'function', detail: '', span, nameSpan, children: [] }));

function unitSymbol({ path, syntax, text }: Subject<'unit'>): FileSymbol {
  const description = syntax.sections.flatMap(({ directives }) => directives).find(({ key }) => key === 'Description');
  const [first] = syntax.sections;
  return {
    name: baseName(path),
    kind: 'unit',
    detail: description?.value ?? '',
    span: { start: 0, end: text.length },
    nameSpan: first?.span ?? { start: 0, end: 0 },
    children: [],
  };
}

function sectionSymbol({ name, span, directives }: Subject<'unit'>['syntax']['sections'][number]): FileSymbol {
  const children = directives.map(({ key, keySpan, value, valueSpan }): FileSymbol => {
    const whole = { start: keySpan.start, end: Math.max(keySpan.end, valueSpan.end) };
    return { name: key, kind: 'directive', detail: short(value), span: whole, nameSpan: keySpan, children: [] };
  });
  return {
    name,
    kind: 'section',
    detail: '',
    span: { start: span.start, end: children.at(-1)?.span.end ?? span.end },
    nameSpan: span,
    children,
  };
}

const jobsOf = ({ syntax }: Subject<'crontab'>): FileSymbol[] =>
  syntax.jobs.map(({ command, commandSpan, schedule, user, span }) => ({
    name: short(command),
    kind: 'job',
    detail: user === undefined ? schedule : `${schedule} ${user}`,
    span,
    nameSpan: commandSpan,
    children: [],
  }));

const sqlSymbols = ({ syntax, text }: Subject<'sql'>): FileSymbol[] =>
  syntax.items.flatMap((item) => (item.kind === 'statement' ? (createdBy(item, text) ?? []) : []));

function createdBy({ change, routine, span }: SqlStatement, text: string): FileSymbol | undefined {
  const head = change ?? routine;
  const name = head ? text.slice(head.name.start, head.name.end).replace(/\s+/g, ' ') : '';
  if (!head || name === '' || !/^create\b/i.test(head.title)) return undefined;
  const words = text.slice(head.keywords.start, head.keywords.end).toLowerCase().split(/\s+/);
  const what = words.at(-1) ?? '';
  const kind = change ? (what === 'table' ? 'table' : 'object') : 'routine';
  return { name: short(name), kind, detail: what, span, nameSpan: head.name, children: [] };
}

const short = (text: string): string => (text.length > maxName ? `${text.slice(0, maxName)}…` : text);
