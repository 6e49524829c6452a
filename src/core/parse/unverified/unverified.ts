import { isJsonSchema, isMetadata } from '../../package/descriptive';
import { isTestMaterial, testsIn } from '../../package/test-material';
import { isBuilding } from '../../package/workshop';
import { aroundIn } from '../../text/around';
import { entryOf } from '../../text/groups';
import { lineSpanAt } from '../../text/lines';
import { literalFinder } from '../../text/literals';
import { memoEach } from '../../text/memo';
import { span, type Span } from '../../text/span';
import { innermost } from '../innermost';
import { isExample } from '../secrets/examples';
import { isForPeople } from '../secrets/in-text';
import type { ShellBranch, ShellCommand, ShellScript } from '../shell-script';
import { switches, type Switch, type Unchecked } from './switches';

/** A place where somebody says that nobody need check whom one talks to, as plain data. */
export interface FoundSwitch {
  readonly span: Span;
  /** The program that is given the option. */
  readonly by?: 'curl';
  readonly unchecked: Unchecked;
  readonly sure: 'certain' | 'likely' | 'possible';
  /** The other side is this host, what is installed lies on it, or its signature counts all the same. */
  readonly isLess: boolean;
  /** What checks again. */
  readonly mend?: { readonly span: Span; readonly text: string };
}

/** More in one file say nothing new. */
const most = 100;

/** Longer lines are made by machines. */
const longestLine = 2000;

const byLiteral = new Map<string, Switch[]>();
for (const each of switches) for (const literal of each.literals) entryOf(byLiteral, literal, () => []).push(each);
const places = literalFinder([...byLiteral.keys()]);

/** `script`: the text, if it is one. */
export function unverifiedIn(path: string, text: string, script: ShellScript | undefined): readonly FoundSwitch[] {
  if (
    isTestMaterial(path) ||
    isMetadata(path) ||
    isJsonSchema(text) ||
    isForPeople(path) ||
    forPeople.test(path) ||
    (isExample(path) && !isTemplate.test(path))
  )
    return [];
  const found: FoundSwitch[] = [];
  let last = -1;
  const tests = testsIn(path, text);
  for (const { at, literal } of places(text)) {
    if (found.length >= most || at > tests) break;
    for (const each of byLiteral.get(literal) ?? []) {
      const one = at < last ? undefined : switchAt(each, { path, text, script, at });
      const before = found.at(-1);
      // The name of a certificate says nothing where the certificate counts for nothing.
      if (!one || (ofName.test(text.slice(one.span.start, one.span.end)) && before && one.span.start - before.span.end < 40)) continue;
      found.push(one);
      last = one.span.end;
    }
  }
  return found;
}

const ofName = /^verify_peer_name\b/i;

/** What tells of the product, and what builds it elsewhere. */
const forPeople =
  /(?:^|\/)\.(?:github|gitlab|circleci)\/|(?:^|\/)\.(?:gitlab-ci|travis)\.yml$|(?:^|\/)(?:changelog|changes|o?news|readme|copyright|history|todo)(?:\.[\w.]{1,12})?$|(?:^|\/)debian\/(?:[\w.+-]+\.)?templates$/i;

/** What configuration is made from is no example. */
const isTemplate = /\.(?:j2|erb|in|inc|tmpl|tpl|template)$/i;

interface Place {
  readonly path: string;
  readonly text: string;
  readonly script: ShellScript | undefined;
  readonly at: number;
}

function switchAt({ pattern, unchecked, better, isOption, isSetting }: Switch, place: Place): FoundSwitch | undefined {
  const { text, at } = place;
  // Settings have the name of what they belong to before their own.
  const before = isOption ? '' : (/(?:[\w-]{1,40}[_-]|PG)$/.exec(text.slice(Math.max(0, at - 41), at))?.[0] ?? '');
  // `ssh -oStrictHostKeyChecking=no`, `printf 'enabled=1\ngpgcheck=0\n'`.
  if (before === '' && /[\w$-]/.test(text.charAt(at - 1)) && !/(^|\s)-o$|\\n$/.test(text.slice(Math.max(0, at - 3), at))) return undefined;
  // `skip_tls_verify: false` asks for the check.
  if (isSetting && inverts.test(before)) return undefined;
  // Whether the list is signed: the packages in it are looked at by `gpgcheck`.
  if (unchecked === 'signature' && before === 'repo_') return undefined;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (!match) return undefined;
  // Whether clients have to show one.
  if (/^\w+verify[_-]client/i.test(match[0])) return undefined;
  // Only programs and settings mean a constant: a list of names does not.
  const name = text.slice(Math.max(0, at - before.length - 40), at - before.length);
  if (/_NONE$/.test(match[0]) && !isProgram(place) && !/[=:,(|]/.test(name.slice(name.lastIndexOf('\n') + 1))) return undefined;
  const [from, to] = match.indices?.[1] ?? [];
  // The option of curl stands behind its name.
  const option = isOption && from !== undefined && from > at + 4 ? from : undefined;
  const start = option ?? at - before.length;
  const line = lineSpanAt(text, start);
  if (line.end - line.start > longestLine) return undefined;
  const said = saidBy(place, start, /^-/.test(match[0]));
  if (said === undefined) return undefined;
  const context = contextOf(text, start);
  // apt looks at signatures whatever brings its lists.
  const isSigned =
    (/^Verify-(?:Peer|Host)/.test(match[0]) && /\bhttps?::/i.test(name + before)) ||
    (before === '' && match[0].startsWith('sslverify') && isCheckedBeside(text, start));
  const isLocal =
    unchecked === 'signature'
      ? installsOwn.test(context)
      : talksTo(text, context, ownHost) || (match[0].startsWith('SSLProxyVerify') && proxiesToOwn(text, at));
  const isNear =
    talksTo(text, context, namedNetwork) ||
    ((unchecked === 'encryption' || (unchecked === 'certificate' && !place.script)) && talksTo(text, context, nearHost));
  const isDoubtful =
    isNear ||
    (unchecked === 'encryption' && ofRole.test(place.path)) ||
    (unchecked === 'signature' && onlyLooks.test(context)) ||
    (unchecked === 'certificate' && onlyLooksIn(context) && !handsOver.test(context) && !sends.test(context)) ||
    (isLocal && !(unchecked === 'certificate' && handsOver.test(context)));
  const sure = isDoubtful || isBuilding(place.path) ? 'possible' : isSetting && isProgram(place) ? 'possible' : said;
  return {
    span: span(start, at + match[0].trimEnd().length),
    ...(option !== undefined && { by: 'curl' as const }),
    unchecked,
    sure,
    isLess: isLocal || isSigned,
    ...(from !== undefined && to !== undefined && mendAt(text, span(from, to), better)),
  };
}

/** Characters on each side in which the other settings of a source of packages stand. */
const sourceReach = 400;

/** dnf looks at the signature of each package of the source, whoever sends it. */
function isCheckedBeside(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - sourceReach), at);
  const after = text.slice(at, at + sourceReach);
  // Sections begin with their names in brackets, also where each line is written by a command of its own.
  const own =
    before.slice(before.search(/\[[\w.$ {}-]+\](?![^]*\[[\w.$ {}-]+\])/) + 1) + (after.split(/\[[\w.$ {}-]+\]["'\s]/, 1)[0] ?? '');
  const said = [...own.matchAll(/(?<![\w])gpgcheck["']?\s{0,4}[=:]\s{0,4}["']?(\w+)/g)].map(([, value = '']) => value);
  return said.length > 0 && said.every((value) => /^(?:1|yes|true|on)$/i.test(value));
}

/** Characters behind a switch of a proxy in which it says where to. */
const proxyReach = 3000;

/** All that a proxy of Apache hands on goes to the host itself. */
function proxiesToOwn(text: string, at: number): boolean {
  const targets = [
    ...text.slice(at, at + proxyReach).matchAll(/\bProxyPass(?:Match)?\s{1,40}[^\s]{1,200}\s{1,40}"?\w{2,10}:\/\/([\w.-]{1,100})/g),
  ];
  return targets.length > 0 && targets.every(([, host = '']) => /^(?:localhost$|127\.)/.test(host));
}

/** Defaults of a role: who uses it says where the other side is, mostly in a container beside it. */
const ofRole = /(?:^|\/)roles\/(?:[^/]+\/){1,3}defaults\/[^/]+\.ya?ml$/;

const inverts = /(?:^|[_-])(?:skip|no|disable|without|ignore|bypass)[_-]$/i;

/** In another language than the shell's, by its name or its first line. */
const isProgram = ({ path, text, script }: Pick<Place, 'path' | 'text' | 'script'>): boolean =>
  program.test(path) || (!script && text.startsWith('#!'));

const program =
  /\.(?:py|pyw|js|mjs|cjs|ts|mts|jsx|tsx|vue|php|rb|pl|pm|java|kt|scala|groovy|go|rs|cs|lua|c|cc|cpp|cxx|h|hh|hpp|hxx|ex|exs|erl|hrl|swift|inc)$/i;

/** Values are written as they were: other words may not be read. */
const opposites = new Map(
  ['true false', 'True False', 'TRUE FALSE', 'yes no', 'Yes No', 'on off', 'On Off', '1 0'].flatMap((pair) => {
    const [yes = '', no = ''] = pair.split(' ');
    return [[yes, no] as const, [no, yes] as const];
  }),
);

function mendAt(text: string, at: Span, better: string | undefined): Pick<FoundSwitch, 'mend'> {
  const now = text.slice(at.start, at.end);
  if (better === 'true' || better === 'false') {
    const other = opposites.get(now);
    return other === undefined ? {} : { mend: { span: at, text: other } };
  }
  if (better !== undefined) return { mend: { span: at, text: better } };
  // Of several options in one word only this one goes.
  if (/^-[a-zA-Z0-9#]{2,}$/.test(now)) return { mend: { span: at, text: now.replace('k', '') } };
  const before = text.slice(0, at.start).trimEnd().length;
  const isSpaced = /^[ \t]+$/.test(text.slice(before, at.start)) && !/\s$/.test(now);
  return { mend: { span: isSpaced ? span(before, at.end) : at, text: '' } };
}

/** How sure it is that somebody means it there; `undefined`: nobody does. */
function saidBy({ path, text, script, at }: Place, start: number, isOption: boolean): FoundSwitch['sure'] | undefined {
  const line = lineSpanAt(text, at);
  const before = text.slice(line.start, at);
  if (
    remark.test(before) ||
    definition.test(before) ||
    forReading.test(before) ||
    (isOption && !script && isHelp(text, at)) ||
    (isPerl({ path, text }) && isInPod(text, start)) ||
    text.slice(line.start, start).includes(' # ')
  )
    return undefined;
  if (!script)
    return isAskedByTemplate(text, start, line.end) || isAskedAbove(text, line.start) || isAskedBeside(path, text, line)
      ? 'possible'
      : isProgram({ path, text, script })
        ? 'likely'
        : 'certain';
  const command = innermost(script, start);
  if (!command || isTold(command, text, start)) return undefined;
  const asked = branchesAround(script.branches, start);
  if (asked.some(({ question, about }) => [question, about].some((each) => each && asksForIt.test(text.slice(each.start, each.end)))))
    return 'possible';
  const [assignment] = command.assignments;
  return command.name === undefined && assignment && !script.constants.has(assignment.name) ? 'likely' : 'certain';
}

/** `opts.on("--insecure"`, `add_argument('--insecure'`: a program that takes the option. */
const definition = /(?:\.on|\b(?:add_)?(?:argument|option|flag))\(\s*["'][^"'\n]*$/i;

/** `"  --no-check-certificate   do not look at the server's certificate"`: what a program says of its options. */
function isHelp(text: string, at: number): boolean {
  const line = lineSpanAt(text, at);
  const [option = ''] = /^[^\s"'`,)]{1,80}/.exec(text.slice(at, line.end)) ?? [];
  return (
    /(?:^|["'`]|\\n)\s*(?:-\w,?\s{1,8})?$/.test(text.slice(line.start, at)) &&
    /^(?:\s{2,}|\s+(?=[A-Z]))[A-Za-z]/.test(text.slice(at + option.length, line.end))
  );
}

/** A page that shows people what they could type. */
const forReading = /<(?:pre|code|textarea|kbd|samp)\b[^<\n]*$/i;

const isPerl = ({ path, text }: Pick<Place, 'path' | 'text'>): boolean => /\.(?:pl|pm|pod)$/i.test(path) || /^#!.{0,80}\bperl/.test(text);

/** From `=head1` to `=cut` a program in Perl is its manual. */
function isInPod(text: string, at: number): boolean {
  const last = [...text.slice(0, at).matchAll(/^=([a-z]\w*)/gm)].at(-1)?.[1];
  return last !== undefined && last !== 'cut';
}

const branchesAround = aroundIn(({ body }: ShellBranch) => body);

/** Characters before a place in which the question of a template is looked for. */
const furthestQuestion = 3000;

/** `{% if insecure %}` or `{{- if .Values.insecure }}` around it, or `'verify none' if ssl.no_verify` on its line. */
function isAskedByTemplate(text: string, start: number, end: number): boolean {
  const rest = text.slice(start, end);
  if (/\bif\s+[\w.]*(?:insecure|no_?verify|skip)/i.test(rest) && text.slice(text.lastIndexOf('\n', start) + 1, start).includes('{%'))
    return true;
  const open: string[] = [];
  for (const [, word = '', question = ''] of text
    .slice(Math.max(0, start - furthestQuestion), start)
    .matchAll(/\{[%{][-+]?\s*(if|elif|else|end(?:if)?|range|with|define|block)\b([^%}]{0,200})[%}]\}/g)) {
    if (/^e/.test(word)) open.pop();
    if (!/^end/.test(word)) open.push(question);
  }
  return open.some((question) => asksForIt.test(question));
}

/** Lines above a place in which the question around it is looked for. */
const highestQuestion = 12;

/** `if not self.get_option('host_key_checking'):` and `if (skipVerify) {`: a line further out than what stands below it. */
function isAskedAbove(text: string, start: number): boolean {
  let depth = indentAt(text, start);
  let at = start;
  for (let lines = 0; lines < highestQuestion && depth > 0 && at > 0; lines++) {
    at = lineSpanAt(text, at - 1).start;
    const own = indentAt(text, at);
    if (own >= depth || text.charAt(at + own) === '\n') continue;
    depth = own;
    const question = text.slice(at + own, Math.min(lineSpanAt(text, at).end, at + own + 200));
    if (/^(?:\}?\s{0,4}else\s?if|if|elif|elsif|unless|when)\b/.test(question)) return asksToSkip.test(question);
    if (/^(?:async )?(?:def|class|func|fn)\b/.test(question)) return /[(,]\s{0,8}(?:insecure|skip\w*|no_?verify)\b/i.test(question);
  }
  return false;
}

/** `when: no_ssl_verify | bool` of the same task, which mostly stands below. */
function isAskedBeside(path: string, text: string, { end }: Span): boolean {
  if (!/\.ya?ml$/.test(path)) return false;
  const [task = ''] = text.slice(end, end + furthestQuestion).split(/\n[ \t]{0,40}- name:/, 1);
  const question = /\n[ \t]{1,40}when:([^\n]{0,300}(?:\n[ \t]{1,40}-[^\n]{0,300}){0,8})/.exec(task)?.[1];
  return question !== undefined && (asksToSkip.test(question) || asksForTests.test(question));
}

/** `when: local_artifact_testing_enabled`: no host of production is told so; `not` and what is compared tell another thing. */
const asksForTests = /(?<!\bnot\s{1,3})\b(?:\w{1,60}_)?(?:testing|test_mode|molecule|ci)(?:_\w{1,60})?\b(?!['"]|\s{0,3}[!=]=)/i;

const indentAt = (text: string, start: number): number => /^[ \t]*/.exec(text.slice(start, start + 200))?.[0].length ?? 0;

const asksToSkip = /insecure|verif|self.?signed|skip|no.?check|host.?key|trust/i;

const remark = /^\s*(?:#|\/\/|\*|--\s|;|\/\*|%|!|<!--|REM\b|'|"""|dnl\b)/i;
const asksForIt = /insecure|verif|self.?signed|skip|no.?check|trust|ssl|tls|cert/i;

/** Programs that look for their arguments, or show them. */
const onlyNames = new Set('grep egrep fgrep rg sed awk gawk test [ [[ true false : cat wall logger read'.split(' '));
const onlyPrints =
  /^_*(read_|ask|prompt|confirm|echo|printf|print|log|msg|message|show|say|warn|info|note|error|err|debug|die|fail|usage|help|report|ynh_print)/i;

function isTold({ name = '', redirects, pipeline, heredocs }: ShellCommand, text: string, at: number): boolean {
  const writes =
    redirects.some(({ operator, target }) => operator.startsWith('>') && !/^(?:\/dev\/|&|\d|2$)/.test(target.text)) || pipeline.length > 1;
  const isBody = heredocs.some(({ span: body }) => body.start <= at && at < body.end);
  if (isBody) return name === 'cat' && !writes;
  return onlyNames.has(name) || (onlyPrints.test(name) && !writes) || /^\s*-[\w,\s-]*--/.test(text.slice(lineSpanAt(text, at).start, at));
}

/** The logical line around a place; of settings, a few lines of them. */
function contextOf(text: string, at: number): string {
  let { start, end } = lineSpanAt(text, at);
  for (let lines = 0; lines < 6 && /\\\s*$/.test(text.slice(Math.max(0, start - 4), start)); lines++)
    start = lineSpanAt(text, start - 1).start;
  for (let lines = 0; lines < 6 && /\\\s*$/.test(text.slice(start, end)); lines++) end = lineSpanAt(text, end + 1).end;
  if (/https?:|[@/]|curl|wget|host=\S/.test(text.slice(start, end))) return text.slice(start, end).slice(0, longestLine);
  // Keys of one map stand near each other.
  for (let lines = 0; lines < 8 && start > 0; lines++) {
    const above = lineSpanAt(text, start - 1);
    if (above.end === above.start || above.start === start) break;
    start = above.start;
  }
  for (let lines = 0; lines < 8 && end < text.length; lines++) {
    const below = lineSpanAt(text, end + 1);
    if (below.end <= below.start) break;
    end = below.end;
  }
  const lines = text.slice(start, end).split('\n');
  return lines
    .filter((line) => !remark.test(line))
    .join('\n')
    .slice(0, longestLine);
}

const hosts =
  /(?::\/\/(?:[^\s/@"']{1,200}@)?|(?:\b|[_-]|PG)(?:host(?:name)?|server|address|ur[il](?=["']?\s{0,4}[:=]\s{0,4}["']?[\w.-]{1,100}:\d{2,5}\b))["']?\s{0,4}[:=]\s{0,4}["']?|@)(\[[\da-fA-F:]+\]|[\w.${}-]+|\/)/gi;
const ownHost =
  /^(?:localhost(?:\.localdomain)?|127(?:\.\d{1,3}){1,3}|\[?::1\]?|0\.0\.0\.0|\/.*|unix|\$\{?HOSTNAME\}?|[#$]\{?\w*socket\w*\}?)$/i;

/** Containers of one network call each other by names without dots, services of a cluster by those that its own DNS has. */
const nearHost = /^(?:[\w-]+|[\w.${}-]+\.svc(?:\.[\w.-]+)?|127[.\d]+|\[?::1\]?|\/.*)$/;

/** `app.project_default-network`: Docker's own names for containers. */
const namedNetwork = /^[\w.${}-]+[_-]network$/;

/** Whether all hosts that are named are of a kind. */
function talksTo(text: string, context: string, kind: RegExp): boolean {
  if (/--(?:resolve|connect-to)\b[^\n]{1,120}:(?:127\.|localhost)/.test(context)) return true;
  // Of `{{ user }}:{{ password }}@localhost` the host counts.
  const said = [...context.replace(/\{\{[^{}\n]{0,200}\}\}/g, 'x').matchAll(hosts)].map(([, host = '']) => host);
  const named = said.length > 0 ? said : (context.match(/\w+/g) ?? []).flatMap((word) => addressesIn(text).get(word) ?? []);
  if (named.length === 0) return kind === ownHost && /--unix-socket\b|\s(?:localhost|127\.0\.0\.1)\b/.test(context);
  return named.every((host) => kind.test(host));
}

/** Hosts of the addresses that a text gives to names: `ES_URL = "https://localhost:9200"`. */
const addressesIn = memoEach((text: string): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const [, name = '', host = ''] of text.matchAll(
    /^[ \t]{0,40}(?:(?:export|readonly|local|const|let|var|my|ENV|ARG)[ \t]+)?\$?([A-Za-z_]\w{0,80})[ \t]{0,8}:?=[ \t]{0,8}["']?https?:\/\/(?:[^\s/@"']{1,200}@)?(\[[\da-fA-F:]+\]|[\w.${}-]+)/gm,
  ))
    entryOf(found, name, () => []).push(host);
  // `url = "{}://{}:{}".format(scheme, "localhost", port)`: the parts come behind the form of the address.
  for (const [, name = '', host = ''] of text.matchAll(
    /^[ \t]{0,40}(?:(?:const|let|var|my)[ \t]+)?\$?([A-Za-z_]\w{0,80})[ \t]{0,8}:?=[^\n]{0,80}:\/\/[^\n]{0,80}[("' ,]["'](localhost|127\.0\.0\.1)["']/gm,
  ))
    entryOf(found, name, () => []).push(host);
  return found;
}, 1);

/** Files that lie here need no signature to come from whom they came. */
const installsOwn = /^(?!.*(?:https?|ftp):\/\/).*(?:file:\/|\.(?:rpm|deb|apk)\b|cdrom:)/s;

/** Package managers that install nothing there. */
const onlyLooks = /\s(?:info|search|list|repoquery|check-update|--version)\s/;

/** Whether somebody answers: nothing of the answer is kept. */
const onlyAsks =
  /\s(?:-[a-zA-Z]*o|--output|-[a-zA-Z]*O|--output-document)[ =]?\/dev\/null\b|\s(?:--head|--spider|-[a-zA-HJ-Z]*I[a-zA-Z]*)\s/;

/** `curl … > /dev/null`, without a file of its own for the answer. */
function isThrownAway(context: string): boolean {
  const [, options] = /\bcurl\b([^|;]*?)(?:[^\d>]|\s1)>&?[ \t]?\/dev\/null\b/.exec(context) ?? [];
  return options !== undefined && !/\s(?:-[a-zA-Z]*[oO]|--output|--remote-name(?:-all)?)[\s=]/.test(`${options} `);
}

/** A task of Ansible that asks for the status and nothing else. */
const asksForStatus = (context: string): boolean =>
  /(?:^|[\s.])uri:\s/.test(context) && !/\b(?:return_content|body\w*|dest|src|headers|client_\w+|url_username)\s?:/.test(context);

const onlyLooksIn = (context: string): boolean => onlyAsks.test(context) || isThrownAway(context) || asksForStatus(context);

const sends = /\s(?:-d|--data[\w-]*|-F|--form|-T|--upload-file|--post-\w+)[\s=]|\b(?:POST|PUT|PATCH|DELETE)\b/;

const handsOver =
  /\s-u[\s"'$\w]|\s(?:--user|--oauth2-bearer|--cert|-E|-K|--config)[\s=]|--netrc\b|authorization|bearer|token|password|api[-_]?key|cookie/i;
