import type { Endpoint } from '../../catalog/catalog';
import { scriptEffects } from '../../plan/script-effects';
import type { PackageView, Subject } from '../../subject/subject';
import { literalFinder } from '../../text/literals';
import { memo, memoWith } from '../../text/memo';
import { hostsInCommands, mentionsIn, talkingVariables, type FindEndpoint, type HostMention } from '../jobs/host-mentions';
import { onlyScripts } from '../scripts/only-scripts';
import { isUsed } from './in-scripts';
import { isDescriptive, type NamesHosts } from './package-endpoints';

export interface RetiredHost {
  readonly mention: HostMention;
  readonly path: string;
  /** What names it, for people: a key, `ExecStart`. */
  readonly by?: string;
  /** It may stand there to be kept out. */
  readonly isDoubtful?: true;
  /** A program names it, and nobody follows what that does with it. */
  readonly isInProgram?: true;
}

/** Retired hosts that a script, a configuration, a unit or a statement names; only what names one is looked at. */
export function retiredHosts(
  reviewed: PackageView<NamesHosts>,
  endpoints: readonly Endpoint[],
  find: FindEndpoint,
): readonly RetiredHost[] {
  const names = naming(endpoints);
  const { subjects } = reviewed;
  return [...onlyScripts(reviewed), ...subjects.code, ...subjects.config, ...subjects.unit, ...subjects.sql].flatMap((subject) =>
    isDescriptive(subject.path) || !namesOne(subject, names) ? [] : hostsOf(subject, find),
  );
}

/** Whether a text names one of them at all. */
const naming = memo((endpoints: readonly Endpoint[]) => {
  const hosts = endpoints
    .filter(({ state, host }) => state === 'retired' && host.length > 2)
    .flatMap(({ host }) => [host, host.toLowerCase()]);
  const places = literalFinder([...new Set(hosts)]);
  return memoText((text) => places(text).length > 0);
});

/** An edit leaves most files as they are: the texts of a whole package are long. */
const namesOne = memoWith(({ text }: Subject, names: (text: string) => boolean): boolean => names(text));

/** Kept by the text for one look: files have several subjects. */
function memoText(compute: (text: string) => boolean): (text: string) => boolean {
  let last: { readonly text: string; readonly answer: boolean } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, answer: compute(text) };
    return last.answer;
  };
}

const hostsOf = memoWith((subject: Subject, find: FindEndpoint): readonly RetiredHost[] => {
  const { path } = subject;
  switch (subject.target) {
    case 'shell':
      return inScript(subject as Subject<'shell'>, find).map((mention) => ({ mention, path }));
    case 'config':
      return inConfig(subject as Subject<'config'>, find);
    case 'code':
      return inCode(subject as Subject<'code'>, find);
    case 'unit':
      return inUnit(subject as Subject<'unit'>, find);
    default:
      return inStatements(subject as Subject<'sql'>, find);
  }
});

function inScript(subject: Subject<'shell'>, find: FindEndpoint): HostMention[] {
  const { text, syntax } = subject;
  const part = { script: syntax, text, offset: 0 };
  let known: ReadonlySet<string> | undefined;
  const talking = { has: (name: string) => (known ??= talkingVariables([part])).has(name) || !isUsed(text, name) };
  const found = new Map(hostsInCommands(part, talking, find).map((mention) => [mention.span.start, mention]));
  const { steps, functions } = scriptEffects(subject);
  for (const { content } of [...steps, ...functions.flatMap((each) => each.steps)]) {
    if (content)
      for (const mention of mentionsIn(text.slice(content.start, content.end), content.start, find)) found.set(mention.span.start, mention);
  }
  return [...found.values()];
}

/** Texts of a program in another language; what it only tells people is passed over. */
const inCode = ({ path, text, syntax }: Subject<'code'>, find: FindEndpoint): RetiredHost[] =>
  syntax.texts.flatMap(({ start, end }) =>
    mentionsIn(text.slice(start, end), start, find).flatMap((mention): RetiredHost[] => {
      const at = mention.span.start;
      const before = text.slice(Math.max(text.lastIndexOf('\n', at) + 1, at - 200), at);
      return tellsPeople.test(before) ? [] : [{ mention, path, isInProgram: true }];
    }),
  );

const tellsPeople =
  /(?:^|[\s;{(&|@])(?:print\w*|echo|rem|::|warn|die|say|log\w*(?:\.\w+)?|logging\.\w+|write-(?:host|output|verbose|warning|error|information|debug)|throw|help|description|epilog)\b[^;|&]*$/i;

/** The texts of a value: itself, or the members of a list. */
export const valuesOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');

/** Names of lists of what is to be kept out, or was once. */
const keepsOut = /block|deny|denied|ban|reject|retired|old|legacy|obsolete|deprecated|exclude/i;

function inConfig({ path, text, syntax }: Subject<'config'>, find: FindEndpoint): RetiredHost[] {
  if (syntax.format === 'unit') return [];
  return syntax.entries.flatMap(({ key, variable, value, valueSpan, inherited }) => {
    if (inherited || typeof value === 'number' || typeof value === 'boolean') return [];
    const name = variable ?? key;
    const found = mentionsIn(text.slice(valueSpan.start, valueSpan.end), valueSpan.start, find);
    // Between the members of a list there may be comments.
    return found
      .filter(({ host }) => valuesOf(value).some((each) => each.includes(host)))
      .map((mention) => ({
        mention,
        path,
        by: name,
        ...(keepsOut.test(name) && { isDoubtful: true as const }),
      }));
  });
}

const inUnit = ({ path, text, syntax }: Subject<'unit'>, find: FindEndpoint): RetiredHost[] =>
  syntax.sections
    .flatMap(({ directives }) => directives)
    .filter(({ key }) => key !== 'Documentation' && key !== 'Description')
    .flatMap(({ key, valueSpan: { start, end } }) =>
      mentionsIn(text.slice(start, end), start, find).map((mention) => ({ mention, path, by: key })),
    );

const inStatements = ({ path, text, syntax }: Subject<'sql'>, find: FindEndpoint): RetiredHost[] =>
  syntax.items.flatMap((item) => {
    if (item.kind !== 'statement') return [];
    const statement = text.slice(item.span.start, item.span.end);
    return [...statement.matchAll(/'(?:[^']|''){1,1000}'/g)].flatMap(({ 0: literal, index }) =>
      mentionsIn(literal, item.span.start + index, find).map((mention) => ({ mention, path })),
    );
  });
