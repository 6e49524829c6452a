import { entryOf } from '../../../text/groups';
import { memo } from '../../../text/memo';
import { countBefore } from '../../../text/sorted';

/** A script, or another file whose lines a shell runs. */
export interface Lines {
  readonly path: string;
  readonly text: string;
}

/** What a script says of a variable, in the order of its text. */
export interface VariableHistory {
  /** Whether somebody asks about it before a place. */
  readonly isAskedBefore: (at: number) => boolean;
  /** What it is set to before a place; `undefined`: to nothing. */
  readonly setBefore: (at: number) => Values | undefined;
}

/** Of all values until now. */
interface Values {
  readonly at: number;
  readonly areEmpty: boolean;
  readonly mayFindNothing: boolean;
  /** They are what whoever starts the script gives it, if that is anything: `$1`, `$OPTARG`. */
  readonly areGiven: boolean;
  /** They are another variable, or nothing in its place: `${PREFIX:-}`. */
  readonly areOptional: boolean;
  /** The argument that all are, where it is one and the same. */
  readonly argument?: number;
  /** The variables that a loop goes through, each in quotes: `for dir in "$OLD" "$NEW"`. */
  readonly each?: readonly string[];
}

interface Said {
  asked: number;
  readonly values: Values[];
}

const unsaid: Said = { asked: Infinity, values: [] };

/** A script is looked through once, whatever number of variables is asked about. */
export function historyIn(script: Lines, name: string): VariableHistory {
  const { asked, values } = saidIn(script).get(name) ?? unsaid;
  return {
    isAskedBefore: (at) => asked < at,
    setBefore: (at) => values[countBefore(values, at, (each) => each.at) - 1],
  };
}

/** Whether the script sets it anywhere. */
export const isSetIn = (script: Lines, name: string): boolean => (saidIn(script).get(name)?.values.length ?? 0) > 0;

const saidIn = memo(({ text }: Lines): ReadonlyMap<string, Said> => {
  const said = new Map<string, Said>();
  const of = (name: string): Said => entryOf(said, name, () => ({ asked: Infinity, values: [] }));
  for (const { at, name, value, each } of assignmentsIn(text)) {
    const { values } = of(name);
    const before = values.at(-1);
    values.push({
      at,
      areEmpty: (before?.areEmpty ?? true) && /^(""|'')?$/.test(value),
      mayFindNothing: (before?.mayFindNothing ?? true) && (mayFindNothing.test(value) || value === readIn),
      areGiven: (before?.areGiven ?? true) && given.test(value),
      areOptional: (before?.areOptional ?? true) && (optional.test(value) || (before !== undefined && /^(""|'')?$/.test(value))),
      ...(before === undefined && each && { each }),
      ...(before === undefined && argument.test(value) && { argument: Number(argument.exec(value)?.[1]) }),
    });
  }
  for (const { 0: found, 1: name = '', index } of text.matchAll(/\$\{?([A-Za-z_]\w*)/g)) {
    const end = index + found.length;
    if (/^:?\?/.test(text.slice(end, end + 2)) || asks.test(text.slice(Math.max(0, index - 100), index)))
      of(name).asked = Math.min(of(name).asked, index);
  }
  return said;
});

/** An argument of the script or of an option. */
const given = /^["']?(?:\$[1-9]|\$\{[1-9](?::?-)?\}|\$\{?OPTARG\}?)["']?$/;
const argument = /^["']?\$\{?([1-9])(?::?-)?\}?["']?$/;
const optional = /^["']?\$\{[A-Za-z_]\w*:?-(?:""|'')?\}["']?$/;

/** What `read` takes from a file or a command outside of a loop, of which there may be nothing. */
const readIn = '<read>';

const asks = /(?:-[a-zA-Z]\s+"?|\[\s+"?|\bcase\s+"?|\btest\s+"?|\bmountpoint\s[^\n]{0,80})$/;

/** Programs that find nothing and say nothing. */
const mayFindNothing =
  /^["']?(?:\$\(|`)\s*(?:sudo\s+)?(?:cat|grep|egrep|awk|sed|cut|jq|curl|wget|readlink|find|ls|head|tail|psql|mysql|crudini|yq|xmllint|docker|kubectl|dpkg-query|rpm)\b/;

interface Assignment {
  readonly at: number;
  readonly name: string;
  readonly value: string;
  readonly each?: readonly string[];
}

/** What variables are set to, as written, in order; `?` where that is no assignment: `read`, a loop, an option. */
function assignmentsIn(text: string): Assignment[] {
  const found: Assignment[] = [];
  for (const { 1: before = '', 2: name = '', 3: value = '', index } of text.matchAll(assignment))
    found.push({ at: index + before.length, name, value });
  for (const { 1: name, 2: asked, 3: marked, index } of text.matchAll(others)) {
    const at = index;
    const isRead =
      asked !== undefined && text.startsWith('read', index) && /(?:^|[\n;{(])[ \t]*$/.test(text.slice(Math.max(0, index - 40), index));
    const value = isRead && /[ \t]<[ \t]?[^<]/.test(asked) ? readIn : '?';
    if (asked !== undefined) for (const [word] of asked.matchAll(/[A-Za-z_]\w*/g)) found.push({ at, name: word, value });
    else {
      const each = name === undefined ? [] : loopedOver(text.slice(index, index + 400));
      found.push({ at, name: name ?? marked ?? '', value: '?', ...(each.length > 0 && { each }) });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

const loopedOver = (text: string): readonly string[] => {
  const [, words = ''] = /^for\s+\w+\s+in\s+((?:"\$\{?\w+\}?"[ \t]*)+)[;\n]/.exec(text) ?? [];
  return Array.from(words.matchAll(/\$\{?([A-Za-z_]\w*)/g), ([, name = '']) => name);
};

const assignment = /((?:^|\n)Environment=|^|[\s;&|(`"'{])([A-Za-z_]\w*)(?:\+?=|\[)(?=([^\s;&|]{0,200}))/g;

const others =
  /\bfor\s{1,20}([A-Za-z_]\w*)|\b(?:read|getopts|mapfile|readarray|select|printf\s{1,20}-v)\b(?=([^\n;|&]{0,200}))|(?:\$\{(?=\w+:?=)|<(?=\w+>)|@(?=\w+@))([A-Za-z_]\w*)/g;
