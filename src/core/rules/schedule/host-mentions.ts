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
  ...['echo', 'printf', 'logger', 'wall', 'log', 'info', 'warn', 'debug', 'die', 'error', 'fail'],
  ...['grep', 'egrep', 'fgrep', 'sed', 'awk', 'gawk', 'perl', 'test', '[', 'true', 'false', 'ssh-keygen'],
  ...['basename', 'dirname', 'rm', 'ls', 'cat', 'mkdir', 'find', 'tar', 'chown', 'chmod'],
]);

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

/** Retired hosts that a script's commands, assignments and here-documents name. `offset`: where the script stands in the file. */
export function hostsInScript(script: ShellScript, text: string, offset: number, find: FindEndpoint): HostMention[] {
  const found = new Map<number, HostMention>();
  const look = ({ start, end }: Span, mail = false) => {
    for (const mention of mentionsIn(text.slice(start, end), offset + start, find)) {
      if (!(mail && text[mention.span.start - offset - 1] === '@')) found.set(mention.span.start, mention);
    }
  };
  for (const command of script.commands) {
    for (const { value } of command.assignments) if (value) look(value.span);
    const name = command.name ?? '';
    if (talksToNobody.has(name)) continue;
    for (const { span } of command.words.slice(1)) look(span, mailers.has(name));
    for (const { target } of command.redirects) look(target.span);
    if (name !== '' && !mailers.has(name)) for (const heredoc of command.heredocs) look(heredoc.span);
  }
  return [...found.values()];
}

/** Whether commands use a variable's value. */
export function usesVariable(commands: readonly ShellCommand[], name: string): boolean {
  if (!/^\w{1,200}$/.test(name)) return false;
  const reference = new RegExp(`\\$\\{?${name}(?!\\w)`);
  return commands.some(
    ({ words, assignments, redirects }) =>
      words.some(({ text }) => reference.test(text)) ||
      assignments.some(({ value }) => value && reference.test(value.text)) ||
      redirects.some(({ target }) => reference.test(target.text)),
  );
}
