import { span, type Span } from '../../text/span';

/** A host as it is written in a text, and what stands around it. */
export interface WrittenEndpoint {
  /** Lower case, of all its parts: `https`, `jdbc:postgresql`; absent where none stands there. */
  readonly scheme?: string;
  /** As written, an IPv6 address without its brackets. */
  readonly host: string;
  readonly port?: number;
  /** `address`: behind `//` or in a data source; `login`: behind `user@`; `port`: before `:443`; `device`: `/dev/tcp/host/443`; `name`: by itself. */
  readonly form: 'address' | 'login' | 'port' | 'device' | 'name';
  /** Of the host. */
  readonly span: Span;
  /** From the scheme to the end of the address; else the host and its port. */
  readonly whole: Span;
}

/** Labels bounded as in DNS; what stands around a match decides whether it is a host. */
const hostName = /\[[\da-f:.]{2,45}\]|[a-z0-9][a-z0-9_-]{0,62}(?:\.[a-z0-9_-]{1,63}){0,20}/gi;

const isPort = /:(\d{1,5})(?![\w.:-])/y;
const restOfAddress = /[^\s"'`<>|;)\]}\\]{0,500}/y;
const isUser = /(?::[^\s/@"'`]{0,200})?@/y;

/**
 * Hosts in a text, where a host can stand: names with dots, and single labels where nothing but a host stands. Parts of paths are none.
 * `offset`: where the text starts in its file. In time proportional to the text.
 */
export function endpointsIn(text: string, offset = 0): WrittenEndpoint[] {
  const found: WrittenEndpoint[] = [];
  for (const { 0: host, index } of text.matchAll(hostName)) {
    const before = text.charAt(index - 1);
    const isDotted = host.includes('.');
    const isBracketed = host.startsWith('[');
    if (/[\w.-]/.test(before) || (!isDotted && !/[/@(]/.test(before))) continue;
    const lead = leadOf(text, index, before);
    const end = index + host.length;
    if (lead ? lead.form === 'address' && startsAt(isUser, text, end) : !isDotted || isBracketed || before === '/') continue;
    // The way to a host, as `@tcp(host)`.
    if (lead?.form === 'login' && text.charAt(end) === '(') continue;
    isPort.lastIndex = end;
    const port = isPort.exec(text)?.[1];
    const form = lead?.form ?? (port === undefined ? 'name' : 'port');
    const start = lead?.start ?? index;
    restOfAddress.lastIndex = end;
    const tail = form === 'address' ? (restOfAddress.exec(text)?.[0].length ?? 0) : port === undefined ? 0 : port.length + 1;
    found.push({
      ...(lead?.scheme !== undefined && { scheme: lead.scheme }),
      host: isBracketed ? host.slice(1, -1) : host,
      ...(port !== undefined && { port: Number(port) }),
      form,
      span: span(offset + index, offset + end),
      whole: span(offset + start, offset + end + tail),
    });
  }
  return found;
}

interface Lead {
  readonly form: WrittenEndpoint['form'];
  readonly scheme?: string;
  readonly start: number;
}

/** Characters in which scheme and account stand. */
const farthest = 300;

/** What stands directly before a host and says that it is one. */
function leadOf(text: string, at: number, before: string): Lead | undefined {
  if (before === '/') {
    if (text.charAt(at - 2) === '/') return schemeBefore(text, at - 2);
    const device = /\/dev\/(?:tcp|udp)\/$/.exec(text.slice(Math.max(0, at - 9), at));
    return device ? { form: 'device', start: at - device[0].length } : undefined;
  }
  if (before === '(') {
    const source = /@(?:tcp6?|tcp4)?\($/.exec(text.slice(Math.max(0, at - 6), at));
    return source ? { form: 'address', scheme: 'tcp', start: at - source[0].length } : undefined;
  }
  if (before !== '@') return undefined;
  const head = text.slice(Math.max(0, at - farthest), at);
  const slashes = head.lastIndexOf('//');
  if (slashes >= 0 && /^[^\s/"'`<>]*@$/.test(head.slice(slashes + 2))) return schemeBefore(text, at - head.length + slashes);
  return { form: 'login', start: at };
}

/** The scheme before `//`. */
function schemeBefore(text: string, slashes: number): Lead {
  const [written, scheme] = /([a-z][a-z0-9+.:-]{0,40}):$/i.exec(text.slice(Math.max(0, slashes - 42), slashes)) ?? [];
  return { form: 'address', start: slashes - (written?.length ?? 0), ...(scheme !== undefined && { scheme: scheme.toLowerCase() }) };
}

function startsAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
