import type { Step } from '../../effects/effect';
import { scriptEffects } from '../../plan/script-effects';
import { endpointsIn } from '../../parse/endpoints/endpoints';
import { fileFact } from '../../subject/fact';
import { aroundIn } from '../../text/around';
import type { Span } from '../../text/span';
import type { Subject } from '../../subject/subject';
import { parseShell } from '../../parse/shell';
import { commandEndpoints, talkingVariables, type CommandEndpoint, type CommandText } from '../jobs/host-mentions';
import { holdsHost, isOnlyHosts, mostEndpoints, type FoundEndpoint } from './found';

/** Programs that are given a host by itself. */
const takesHost =
  /^(?:ssh|autossh|scp|sftp|rsync|telnet|nc|ncat|netcat|ftp|lftp|tftp|ping|ping6|fping|curl|wget|dig|nslookup|host|traceroute|mysql|mysqldump|mariadb|psql|pg_dump|redis-cli|mongo|mongosh|ldapsearch|ldapmodify|smbclient|ntpdate|openssl|ssh-keyscan|ssh-copy-id|kinit|mount|nmap|socat|sshpass|swaks)$/;

/** The hosts that a script talks to, hands to commands, keeps in variables or writes into files. */
export const scriptEndpoints = fileFact('shell', (subject: Subject<'shell'>): readonly FoundEndpoint[] => {
  const { text } = subject;
  if (!mayName(text)) return [];
  const part = { script: subject.syntax, text, offset: 0 };
  const all = commandEndpoints(part);
  const { steps, functions } = scriptEffects(subject);
  const said = [...steps, ...functions.flatMap((each) => each.steps)].filter(({ kind }) =>
    /^(?:network|file\.(?:write|append)|package\.source)/.test(kind),
  );
  return [...found(part, all, said), ...writtenEndpoints(text, said)].slice(0, mostEndpoints);
});

/** The same of a command line of cron. */
export const jobEndpoints = fileFact('crontab', ({ text, syntax }): readonly FoundEndpoint[] =>
  syntax.written
    ? []
    : syntax.jobs
        .filter(({ command }) => mayName(command))
        .flatMap(({ command, commandSpan }) => {
          const part = { script: parseShell(command), text: command, offset: commandSpan.start };
          return found(part, commandEndpoints(part), []).map((each) =>
            each.use === 'given' && /:\/\//.test(text.slice(each.whole.start, each.whole.end))
              ? { ...each, use: 'contacted' as const }
              : each,
          );
        })
        .slice(0, mostEndpoints),
);

const mayName = (text: string): boolean => /:\/\/|[\w-]\.[a-z\d]|@/i.test(text);

function found(part: CommandText, all: readonly CommandEndpoint[], said: readonly Step[]): readonly FoundEndpoint[] {
  let talking: ReadonlySet<string> | undefined;
  const counts = (variable: string): boolean => (talking ??= talkingVariables([part])).has(variable) || !isUsed(part.text, variable);
  const contents = said.flatMap(({ content }) => (content ? [content] : []));
  const one = ({ endpoint, command, variable }: CommandEndpoint): FoundEndpoint[] => {
    const own = command.name ?? command.words[0]?.text ?? '';
    if (variable !== undefined) {
      const isHost =
        endpoint.form === 'address' || ((holdsHost.test(variable) || endpoint.form === 'port') && isOnlyHosts(valueOf(command, variable)));
      const isPart = /\s/.test(part.text.charAt(endpoint.whole.start - part.offset - 1));
      return isHost && counts(variable) ? [{ ...endpoint, by: variable, use: 'set', key: variable, ...(isPart && { isPart }) }] : [];
    }
    if (spansAround(contents, endpoint.span.start).some((content) => isIn(endpoint, content))) return [];
    const around = stepsAround(said, endpoint.span.start).filter(({ command: at }) => isIn(endpoint, at));
    const isBody = command.heredocs.some((body) => isIn(endpoint, body.span, part.offset));
    if (isBody)
      return endpoint.form === 'address' && !keyBefore(part.text, endpoint.span.start - part.offset).isRemark
        ? [{ ...endpoint, by: own, use: 'given' }]
        : [];
    const step = around.findLast(({ kind, span }) => kind.startsWith('network') && isIn(endpoint, span));
    if (step && (endpoint.form !== 'name' || takesHost.test(step.by))) return [{ ...endpoint, by: step.by, use: 'contacted' }];
    // An option of a command that talks: a header, an agent, a proxy.
    if (around.some(({ kind }) => kind.startsWith('network')) && !/^(?:mysql|psql|pg_|redis|mongo|rsync|mount|ssh)/.test(own)) return [];
    if (endpoint.form === 'address' || endpoint.form === 'device')
      return [{ ...endpoint, by: own, use: endpoint.form === 'device' ? 'contacted' : 'given' }];
    return takesHost.test(own) && (endpoint.form !== 'name' || isOperandOf(command, endpoint, part.offset))
      ? [{ ...endpoint, by: own, use: 'contacted' }]
      : [];
  };
  const told: FoundEndpoint[] = [];
  for (const each of all) {
    if (told.length >= mostEndpoints) break;
    told.push(...one(each));
  }
  return told;
}

const spansAround = aroundIn((each: Span) => each);
const stepsAround = aroundIn(({ command }: Step) => command);

const isIn = (
  { span }: FoundEndpoint | CommandEndpoint['endpoint'],
  at: { readonly start: number; readonly end: number },
  offset = 0,
): boolean => at.start + offset <= span.start && span.end <= at.end + offset;

/** The host is a word of the command, or stands behind `user@` or an option that names a host. */
function isOperandOf({ words }: CommandEndpoint['command'], { span }: CommandEndpoint['endpoint'], offset: number): boolean {
  const index = words.findIndex((word) => word.span.start + offset <= span.start && span.end <= word.span.end + offset);
  const word = words[index]?.text.replace(/["']/g, '') ?? '';
  if (index < 1 || /^-[^hH]/.test(word) || /[/~]/.test(word.split(':')[0] ?? '')) return false;
  const before = words[index - 1]?.text ?? '';
  return !/^-(?:[^-h]$|-(?!host))/.test(before) || before === '-h';
}

/** The value that a command gives to a variable. */
const valueOf = ({ assignments }: CommandEndpoint['command'], variable: string): string =>
  assignments.find(({ name }) => name === variable)?.value?.text ?? '';

/** Hosts in what a script writes into files. */
function writtenEndpoints(text: string, said: readonly Step[]): FoundEndpoint[] {
  const seen = new Set<number>();
  return said.flatMap(({ content, target }) => {
    if (!content || seen.has(content.start)) return [];
    seen.add(content.start);
    return endpointsIn(text.slice(content.start, content.end), content.start).flatMap((endpoint): FoundEndpoint[] => {
      const { key, rest, isRemark } = keyBefore(text, endpoint.span.start);
      if (isRemark) return [];
      const isHost = holdsHost.test(key) && isOnlyHosts(rest) && endpoint.form !== 'login';
      if (endpoint.form !== 'address' && !isHost && target !== '/etc/hosts') return [];
      const head = text.slice(Math.max(text.lastIndexOf('\n', endpoint.whole.start) + 1, endpoint.whole.start - 200), endpoint.whole.start);
      const name = endpoint.form !== 'address' || isGiven.test(head) ? key : '';
      return [{ ...endpoint, by: name || 'a file that is written', use: 'written', key: name }];
    });
  });
}

/** A name and a sign, or a name alone, stand directly before it. */
const isGiven = /[\w.\]-]["']?\s{0,4}[=:]\s{0,4}["'[(]{0,2}$|^\s{0,20}\w[\w-]{0,60}\s{1,8}["']?$/;

/** A variable that the script itself never reads is for others. */
export const isUsed = (text: string, variable: string): boolean => text.includes(`$${variable}`) || text.includes(`\${${variable}`);

/** In a text that becomes a file: the name that is given the host on its line, and what the line gives it; no name: it is given to nobody. */
function keyBefore(text: string, at: number): { readonly key: string; readonly rest: string; readonly isRemark: boolean } {
  const start = text.lastIndexOf('\n', at) + 1;
  const line = /[^\n]{0,500}/.exec(text.slice(start, start + 500))?.[0] ?? '';
  const [, key = '', rest = ''] = /^[^=:]{0,80}?([A-Za-z][\w.-]{0,80})["']?\s{0,4}[=:\s]\s{0,4}["']?([^#\n]{1,400})/.exec(line) ?? [];
  return { key, rest: rest.split(/["';\\>]/, 1)[0] ?? '', isRemark: /^\s*(?:#|;|\/\/|\*|--|%|<!--|\w+\s+["']?#)/.test(line) };
}
