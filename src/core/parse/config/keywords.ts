import { span, type Span } from '../../text/span';
import type { ConfigSection } from './contents';
import { directiveContents, directiveOf, type Directive, type Directives } from './directives';
import type { ConfigLanguage } from './language';
import { afterBreak, lineEnd } from './line-values';

/** Files whose lines are a keyword and its words, by the manual page of each. */
const programs = [
  /sshd?_config(?:\.d\/[^/]+\.conf)?/,
  /haproxy[\w.-]*\.(?:cfg|conf)/,
  /(?:redis|valkey|sentinel)[\w.-]*\.conf/,
  /(?:chrony|ntp|ntpd|resolv|mosquitto|squid|pg_hba|ldap)\.conf/,
  /limits\.conf|(?:limits|modprobe|modules-load|ld\.so\.conf)\.d\/[^/]+\.conf/,
  /openvpn\/(?:[^/]+\/)*[^/]+\.conf/,
];

/** tmpfiles.d(5): what makes, keeps or adjusts. Types that remove or empty (`r`, `R`, `D`, `e`) are deeds, which nobody reads here. */
const tmpfiles = /^[dfpLcbCxXzZtThHaAvqQ][!+=~^-]*[ \t]+\/\S*(?:[ \t]+\S.*)?$/;
/** sysusers.d(5). */
const sysusers = /^(?:u!?|[gmr])[ \t]+[\w.@%-]+[ \t]+(?:-|[\w.:-]+|\/\S+)(?:[ \t]+(?:-|"[^"]*"|\S+)){0,3}[ \t]*$/;

const keyword = /^[ \t]*([\w./*@%+:!=~^-]+)(?=[ \t]|$)/;
const word = /"(?:[^"\\]|\\[^])*"|'[^']*'|[^\s"']\S*|["']/g;
const comment = /^[ \t]*(?:[#;]|$)/;
const indented = /^[ \t]/;

/** What is indented below a line stands in it, as in HAProxy's sections and sshd's `Match`. */
function scanKeywords(text: string): Directives {
  const directives: Directive[] = [];
  const blocks: ConfigSection[] = [];
  const lines = tellingLines(text);
  let section = '';
  for (const [index, at] of lines.entries()) {
    const within = isIndented(text, at);
    const directive = directiveIn(text, at, within ? section : '');
    if (!directive) continue;
    const next = lines[index + 1];
    const opens = !within && next !== undefined && isIndented(text, next);
    if (!within) section = opens ? directive.key : '';
    if (opens) blocks.push({ key: directive.key, keySpan: directive.keySpan });
    if (!opens || directive.value !== '') directives.push(directive);
  }
  return { directives, blocks, faults: [] };
}

function tellingLines(text: string): Span[] {
  const found: Span[] = [];
  for (let start = 0, end = 0; start < text.length; start = afterBreak(text, end)) {
    end = lineEnd(text, start);
    if (!comment.test(text.slice(start, end))) found.push(span(start, end));
  }
  return found;
}

const isIndented = (text: string, { start }: Span): boolean => indented.test(text.charAt(start));

function directiveIn(text: string, { start, end }: Span, home: string): Directive | undefined {
  const line = text.slice(start, end);
  const match = keyword.exec(line);
  if (!match) return undefined;
  const [head, name = ''] = match;
  const args: Span[] = [];
  for (const { index, 0: found } of line.slice(head.length).matchAll(word)) {
    if (found.startsWith('#')) break;
    args.push(span(start + head.length + index, start + head.length + index + found.length));
  }
  return directiveOf(text, home, span(start + head.length - name.length, start + head.length), args);
}

export const keywordsLanguage = {
  id: 'keywords',
  name: 'configuration of keywords',
  path: new RegExp(`(?:^|/)(?:${programs.map(({ source }) => source).join('|')})$`),
  isCertain(text) {
    const lines = tellingLines(text).map(({ start, end }) => text.slice(start, end));
    return lines.length > 0 && [tmpfiles, sysusers].some((shape) => lines.every((line) => shape.test(line)));
  },
  comment,
  typed: false,
  read: (text) => directiveContents(text, scanKeywords),
} as const satisfies ConfigLanguage;
