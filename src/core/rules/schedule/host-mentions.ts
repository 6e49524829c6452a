import type { Endpoint } from '../../catalog/catalog';
import type { ShellCommand, ShellScript } from '../../parse/shell';
import type { Span } from '../../text/span';

export interface HostMention {
  /** As written, subdomains included. */
  readonly host: string;
  readonly endpoint: Endpoint;
  readonly span: Span;
}

/** The endpoint that a host name falls under, if the catalog knows one. */
export type FindEndpoint = (host: string) => Endpoint | undefined;

/** Labels bounded as in DNS; what stands around a match decides whether it is a host. */
const hostName = /[a-z0-9][a-z0-9_-]{0,62}(?:\.[a-z0-9_-]{1,63}){0,20}/gi;

/** Programs whose arguments are text, patterns or names to forget: they talk to nobody. */
const talksToNobody = new Set([
  ...['grep', 'egrep', 'fgrep', 'sed', 'awk', 'gawk', 'perl', 'test', '[', 'true', 'false', 'ssh-keygen'],
  ...['wall', 'basename', 'dirname', 'rm', 'ls', 'cat', 'mkdir', 'find', 'tar', 'chown', 'chmod'],
]);

/** What scripts call their functions for messages. */
const onlyPrints = /^_*(echo|print|log|msg|message|display|show|say|warn|info|note|error|err|debug|die|fail|usage|report)/i;

/** To these, `name@host` is an address of a person. */
const mailers = new Set(['mail', 'mailx', 's-nail', 'bsd-mailx', 'sendmail', 'mutt', 'msmtp', 'swaks']);

/** The host itself or the nearest one above it: an active host in the catalog wins over a retired one above it. */
export function endpointFinder(endpoints: readonly Endpoint[]): FindEndpoint {
  const byHost = new Map(endpoints.map((endpoint) => [endpoint.host.toLowerCase().replace(/\.$/, ''), endpoint]));
  return (host) => {
    const labels = host.toLowerCase().split('.');
    for (let first = 0; first < Math.max(1, labels.length - 1); first++) {
      const found = byHost.get(labels.slice(first).join('.'));
      if (found) return found;
    }
    return undefined;
  };
}

/** Retired hosts that `text` names where a host can stand. `offset`: where `text` starts in the file. */
export function mentionsIn(text: string, offset: number, find: FindEndpoint): HostMention[] {
  const found: HostMention[] = [];
  for (const { 0: host, index } of text.matchAll(hostName)) {
    const endpoint = find(host);
    if (endpoint?.state !== 'retired' || !canBeHost(host, text.slice(Math.max(0, index - 10), index))) continue;
    found.push({ host, endpoint, span: { start: offset + index, end: offset + index + host.length } });
  }
  return found;
}

/** Not the tail of a longer name, not a part of a path; a single label only where nothing but a host can stand. */
function canBeHost(host: string, before: string): boolean {
  if (/[\w.-]$/.test(before)) return false;
  if (/(\/\/|@|\/dev\/(tcp|udp)\/)$/.test(before)) return true;
  return host.includes('.') && !before.endsWith('/');
}

/** More in one file say nothing new. */
const maxMentions = 200;

/** Text, and the commands in it. `offset`: where the text starts in its file. */
export interface CommandText {
  readonly script: ShellScript;
  readonly text: string;
  readonly offset: number;
}

/**
 * Retired hosts that commands talk to: in their words, redirections and here-documents, and in assignments to variables
 * that such commands use (`talking`).
 */
export function hostsInCommands({ script, text, offset }: CommandText, talking: ReadonlySet<string>, find: FindEndpoint): HostMention[] {
  const found = new Map<number, HostMention>();
  for (const command of script.commands) {
    if (found.size >= maxMentions) break;
    const look = ({ start, end }: Span) => {
      for (const mention of mentionsIn(text.slice(start, end), offset + start, find)) {
        const at = mention.span.start - offset;
        const isPerson = mailers.has(command.name ?? '') && text[at - 1] === '@';
        if (!isPerson && innermost(script, at) === command) found.set(mention.span.start, mention);
      }
    };
    for (const { name, value } of command.assignments) if (value && (command.name !== undefined || talking.has(name))) look(value.span);
    if (talks(command)) spansOf(command).forEach(look);
  }
  return [...found.values()];
}

/** The command whose own text is at `offset`: what stands in a substitution belongs to the command there. */
function innermost({ commands }: ShellScript, offset: number): ShellCommand | undefined {
  const around = commands.filter(({ span, heredocs }) =>
    [span, ...heredocs.map((heredoc) => heredoc.span)].some(({ start, end }) => start <= offset && offset < end),
  );
  return around.reduce<ShellCommand | undefined>((inner, next) => (inner && length(inner) < length(next) ? inner : next), undefined);
}

const length = ({ span }: ShellCommand): number => span.end - span.start;

/** A computed program is judged by the variable's name: `$ECHO` prints. */
function talks({ name, words }: ShellCommand): boolean {
  const called = name ?? words[0]?.text.replace(/^["'${]+/, '') ?? '';
  return words.length > 0 && !talksToNobody.has(called) && !onlyPrints.test(called);
}

function spansOf({ name, words, redirects, heredocs }: ShellCommand): Span[] {
  const bodies = mailers.has(name ?? '') ? [] : heredocs;
  return [...words.slice(1), ...redirects.map(({ target }) => target), ...bodies].map(({ span }) => span);
}

/** Variables whose values commands talk to somebody with, directly or through other variables. */
export function talkingVariables(parts: readonly CommandText[]): ReadonlySet<string> {
  const talking = new Set<string>();
  const open: string[] = [];
  const add = (text: string) => {
    for (const [, name = ''] of text.matchAll(/\$\{?[!#]?(\w+)/g)) {
      if (!talking.has(name)) open.push(name);
      talking.add(name);
    }
  };
  const sources = new Map<string, string[]>();
  for (const { script, text } of parts) {
    for (const command of script.commands) {
      if (talks(command))
        [...spansOf(command), ...command.words.slice(0, 1).map(({ span }) => span)].forEach(({ start, end }) =>
          add(text.slice(start, end)),
        );
      for (const { name, value } of command.assignments) {
        if (value) sources.set(name, [...(sources.get(name) ?? []), value.text]);
      }
    }
  }
  for (let name = open.pop(); name !== undefined; name = open.pop()) sources.get(name)?.forEach(add);
  return talking;
}
