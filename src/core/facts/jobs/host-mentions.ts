import type { Endpoint } from '../../catalog/catalog';
import type { ShellCommand, ShellScript } from '../../parse/shell';
import { fillerOf } from '../../parse/shell-fill';
import { endpointsIn, type WrittenEndpoint } from '../../parse/endpoints/endpoints';
import type { Span } from '../../text/span';
import { memo, memoWith } from '../../text/memo';
import { innermost } from '../../parse/innermost';
import { entryOf } from '../../text/groups';

export interface HostMention {
  /** As written, subdomains included. */
  readonly host: string;
  readonly endpoint: Endpoint;
  readonly span: Span;
}

/** The endpoint that a host name falls under, if the catalog knows one. */
export type FindEndpoint = (host: string) => Endpoint | undefined;

/** Programs whose arguments are text, patterns or names to forget: they talk to nobody. */
const talksToNobody = new Set([
  ...['grep', 'egrep', 'fgrep', 'sed', 'awk', 'gawk', 'perl', 'test', '[', 'true', 'false', 'ssh-keygen'],
  ...['whiptail', 'dialog', 'wall', 'basename', 'dirname', 'rm', 'ls', 'cat', 'mkdir', 'find', 'tar', 'chown', 'chmod'],
]);

/** What scripts call their functions for messages. */
const onlyPrints = /^_*(echo|print|log|msg|message|display|show|say|warn|info|note|error|err|debug|die|fail|usage|report)/i;

/** To these, `name@host` is an address of a person. */
const mailers = new Set(['mail', 'mailx', 's-nail', 'bsd-mailx', 'sendmail', 'mutt', 'msmtp', 'swaks']);

/** The host itself or the nearest one above it: an active host in the catalog wins over a retired one above it. */
export const endpointFinder = memo((endpoints: readonly Endpoint[]): FindEndpoint => {
  const byHost = new Map(endpoints.map((endpoint) => [endpoint.host.toLowerCase().replace(/\.$/, ''), endpoint]));
  return (host) => {
    const labels = host.toLowerCase().split('.');
    for (let first = 0; first < Math.max(1, labels.length - 1); first++) {
      const found = byHost.get(labels.slice(first).join('.'));
      if (found) return found;
    }
    return undefined;
  };
});

/** Retired hosts that `text` names where a host can stand. `offset`: where `text` starts in the file. */
export const mentionsIn = (text: string, offset: number, find: FindEndpoint): HostMention[] => retiredOf(endpointsIn(text, offset), find);

const retiredOf = (written: readonly WrittenEndpoint[], find: FindEndpoint): HostMention[] =>
  written.flatMap(({ host, span }) => {
    const endpoint = find(host);
    return endpoint?.state === 'retired' ? [{ host, endpoint, span }] : [];
  });

/** More in one file say nothing new. */
const maxMentions = 200;

/**
 * Text, and the commands in it. `offset`: where the text starts in its file. Hand in the same object each time: what was found in
 * it is kept with it.
 */
export interface CommandText {
  readonly script: ShellScript;
  readonly text: string;
  readonly offset: number;
}

/** A host in a script. */
export interface CommandEndpoint {
  readonly endpoint: WrittenEndpoint;
  readonly command: ShellCommand;
  /** It counts if commands talk with the value of this variable; absent: it counts. */
  readonly variable?: string;
}

/** A retired one. */
interface Written extends Omit<CommandEndpoint, 'endpoint'> {
  readonly mention: HostMention;
}

/**
 * Retired hosts that commands talk to: in their words, redirections and here-documents, and in assignments to variables
 * that such commands use (`talking`).
 */
export function hostsInCommands(part: CommandText, talking: Pick<ReadonlySet<string>, 'has'>, find: FindEndpoint): HostMention[] {
  const found = new Map<number, HostMention>();
  let last: ShellCommand | undefined;
  for (const { mention, command, variable } of writtenHosts(part, find)) {
    if (command !== last && found.size >= maxMentions) break;
    last = command;
    if (variable === undefined || talking.has(variable)) found.set(mention.span.start, mention);
  }
  return [...found.values()];
}

/** Whether hosts are written in it at all. */
export const namesHosts = (part: CommandText, find: FindEndpoint): boolean => writtenHosts(part, find).length > 0;

/** Looked for once in each script, however many jobs run it. */
const writtenHosts = memoWith((part: CommandText, find: FindEndpoint): readonly Written[] => [
  ...commandEndpoints(part).flatMap(({ endpoint, ...where }) => retiredOf([endpoint], find).map((mention) => ({ mention, ...where }))),
  ...composedHosts(part, find),
]);

/** `sftp "$USER@$NAME.$ZONE"`: hosts that stand nowhere as a whole. The place is the word's. */
function composedHosts({ script, text, offset }: CommandText, find: FindEndpoint): readonly Written[] {
  const fill = fillerOf(script);
  return script.commands.filter(talks).flatMap((command) =>
    command.words.slice(1).flatMap(({ text: word, span }) => {
      const filled = word.includes('$') ? fill(word) : word;
      if (filled === word) return [];
      return mentionsIn(filled, 0, find).flatMap(({ host, endpoint }) =>
        text.includes(host) ? [] : [{ command, mention: { host, endpoint, span: { start: offset + span.start, end: offset + span.end } } }],
      );
    }),
  );
}

/** Hosts that commands may talk to, and those that variables are given. */
export const commandEndpoints = memo((part: CommandText): readonly CommandEndpoint[] =>
  part.script.commands.flatMap((command) => hostsOf(command, part)),
);

function hostsOf(command: ShellCommand, { script, text, offset }: CommandText): CommandEndpoint[] {
  const look = ({ start, end }: Span, variable?: string): CommandEndpoint[] =>
    endpointsIn(text.slice(start, end), offset + start).flatMap((endpoint) => {
      const at = endpoint.span.start - offset;
      const isPerson = mailers.has(command.name ?? '') && text[at - 1] === '@';
      return !isPerson && innermost(script, at) === command ? [{ endpoint, command, ...(variable !== undefined && { variable }) }] : [];
    });
  return [
    ...command.assignments.flatMap(({ name, value }) => (value ? look(value.span, command.name === undefined ? name : undefined) : [])),
    ...(talks(command) ? spansOf(command).flatMap((at) => look(at)) : []),
  ];
}

/** A computed program is judged by the variable's name: `$ECHO` prints. */
function talks({ name, words }: ShellCommand): boolean {
  const called = name ?? words[0]?.text.replace(/^["'${]+/, '') ?? '';
  return words.length > 0 && !talksToNobody.has(called) && !onlyPrints.test(called);
}

function spansOf({ name, words, redirects, heredocs }: ShellCommand): Span[] {
  const bodies = mailers.has(name ?? '') ? [] : heredocs;
  return [...words.slice(1), ...redirects.map(({ target }) => target), ...bodies].map(({ span }) => span);
}

/** Variables whose values commands talk to somebody with, directly or through other variables; `more`: of further parts. */
export function talkingVariables(parts: readonly CommandText[], more: readonly Variables[] = []): ReadonlySet<string> {
  const used = [...parts.map(variablesOf), ...more];
  const talking = new Set(used.flatMap(({ talking: own }) => [...own]));
  // What is added on the way is visited as well.
  for (const name of talking) for (const { sources } of used) for (const source of sources.get(name) ?? []) talking.add(source);
  return talking;
}

/** The variables of several parts together. */
export function sharedVariables(parts: readonly CommandText[]): Variables {
  const talking = new Set<string>();
  const sources = new Map<string, Set<string>>();
  for (const own of parts.map(variablesOf)) {
    for (const name of own.talking) talking.add(name);
    for (const [name, values] of own.sources) {
      const known = entryOf(sources, name, () => new Set());
      for (const value of values) known.add(value);
    }
  }
  return { talking, sources };
}

export interface Variables {
  /** Those that commands talk with. */
  readonly talking: ReadonlySet<string>;
  /** Those in the values of others, by the other's name. */
  readonly sources: ReadonlyMap<string, ReadonlySet<string>>;
}

const variablesOf = memo(({ script, text }: CommandText): Variables => {
  const talking = new Set<string>();
  const sources = new Map<string, Set<string>>();
  for (const command of script.commands) {
    if (talks(command)) {
      const spans = [...spansOf(command), ...command.words.slice(0, 1).map(({ span }) => span)];
      for (const { start, end } of spans) addVariables(text.slice(start, end), talking);
    }
    for (const { name, value } of command.assignments) {
      if (!value) continue;
      addVariables(
        value.text,
        entryOf(sources, name, () => new Set()),
      );
    }
  }
  return { talking, sources };
});

function addVariables(text: string, names: Set<string>): void {
  for (const [, name = ''] of text.matchAll(/\$\{?[!#]?(\w+)/g)) names.add(name);
}
