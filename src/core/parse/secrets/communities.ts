import { span } from '../../text/span';
import type { LiteralPlace } from '../../text/literals';
import type { FoundLiteral } from './found';

/** By what communities of SNMP are found. */
export const communityLiterals: readonly string[] = ['community', 'Community', 'COMMUNITY', 'com2sec'];

/** The communities that agents and devices come with, and that everybody tries: RFC 1157 has `public` in its examples. */
const wellKnown = '(public|private)(?=["\',;\\s]|$)';

/** snmpd.conf(5), snmptrapd.conf(5), Cisco. */
const directives = [
  `(?:^|["'])\\s*r[ow]community6?\\s+["']?${wellKnown}`,
  `(?:^|["'])\\s*com2sec6?\\s+(?:-Cn\\s+\\S+\\s+)?\\S+\\s+\\S+\\s+["']?${wellKnown}`,
  `(?:^|["'])\\s*authCommunity\\s+\\S+\\s+["']?${wellKnown}`,
  `\\bsnmp-server\\s+community\\s+["']?${wellKnown}`,
].map((form) => new RegExp(form, 'i'));

/** A key of settings: it may be what a program asks other devices with. */
const setting = new RegExp(
  `^[^#;]*\\b(?:\\w+[_.-])?community(?:[_-]?(?:string|name))?["']?\\s*[:=]\\s*(?:\\[\\s*)?["']?${wellKnown}(?=["']?\\s*([,;#\\]}]|$))`,
  'i',
);

/** Where the agent itself is set up. */
const agent = /snmp(?:d|trapd|[-_.]?agent)|net-snmp/i;

/** Lines that are longer are no settings. */
const longestLine = 300;

/** A community that everybody knows, where the text is about SNMP: it opens the agent for all who reach it. */
export function communityAt(path: string, text: string, { at }: LiteralPlace): FoundLiteral | undefined {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const newline = text.indexOf('\n', at);
  const end = newline < 0 ? text.length : newline;
  if (end - start > longestLine) return undefined;
  const line = text.slice(start, end);
  if (/^\s*(#|;|\/\/|!|--)/.test(line) || !/snmp|r[ow]community|com2sec/i.test(`${path}\n${text}`)) return undefined;
  // Only programs of the host itself reach it there.
  if (/\b(127\.0\.0\.1|localhost|::1)\b/.test(line)) return undefined;
  for (const form of [...directives, setting]) {
    const found = form.exec(line);
    const value = found?.[1];
    if (!found || value === undefined) continue;
    const to = start + found.index + found[0].length;
    return {
      kind: 'literal',
      span: span(start + found.index + found[0].search(/[\w-]/), to),
      value: span(to - value.length, to),
      name: 'the SNMP community',
      isDefault: true,
      sure: form !== setting || agent.test(path) ? 'likely' : 'possible',
    };
  }
  return undefined;
}
