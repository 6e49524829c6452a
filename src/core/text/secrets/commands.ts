import { span, type Span } from '../span';
import { secretIn } from './assignments';
import { readQuoted } from './value';
import { baseName } from '../path';

/** How an option or an argument holds the secret. */
type Form = 'whole' | 'after-colon' | 'after-percent' | 'after-comma' | 'after-slash' | 'pass';

interface Option {
  readonly names: readonly string[];
  readonly form: Form;
  /** The value may follow the letter directly; `only`: it never is a word of its own. */
  readonly glued?: 'too' | 'only';
  /** The option counts only behind this word. */
  readonly behind?: string;
}

const option = (names: string, form: Form, more: Pick<Option, 'glued' | 'behind'> = {}): Option => ({
  names: names.split(' '),
  form,
  ...more,
});

const mysql = [option('-p', 'whole', { glued: 'only' })];
const samba = [option('-U --user', 'after-percent', { glued: 'too' })];
const directory = [option('-w -s', 'whole', { glued: 'too' })];
const registry = [option('-p', 'whole', { behind: 'login', glued: 'too' }), option('--creds --src-creds --dest-creds', 'after-colon')];
const mongo = [option('-p', 'whole', { glued: 'too' })];

const options = new Map<string, readonly Option[]>([
  [
    'curl',
    [
      option('-u --user -U --proxy-user', 'after-colon', { glued: 'too' }),
      option('-E --cert', 'after-colon'),
      option('--pass --oauth2-bearer', 'whole'),
    ],
  ],
  ['http', [option('-a --auth', 'after-colon')]],
  ['https', [option('-a --auth', 'after-colon')]],
  ['etcdctl', [option('--user', 'after-colon')]],
  ['sshpass', [option('-p', 'whole', { glued: 'too' })]],
  ['openssl', [option('-passin -passout -pass', 'pass'), option('-k -K', 'whole')]],
  ['redis-cli', [option('-a --pass', 'whole')]],
  ['ipmitool', [option('-P', 'whole', { glued: 'too' })]],
  ['zip', [option('-P', 'whole')]],
  ['unzip', [option('-P', 'whole', { glued: 'too' })]],
  ['7z', [option('-p', 'whole', { glued: 'only' })]],
  ['7za', [option('-p', 'whole', { glued: 'only' })]],
  ['lftp', [option('-u', 'after-comma')]],
  ['ncftpput', [option('-p', 'whole')]],
  ['useradd', [option('-p', 'whole')]],
  ['usermod', [option('-p', 'whole')]],
  ['sqlcmd', [option('-P', 'whole', { glued: 'too' })]],
  ['bcp', [option('-P', 'whole', { glued: 'too' })]],
  ['isql', [option('-P', 'whole', { glued: 'too' })]],
  ['az', [option('-p', 'whole', { behind: 'login' })]],
  ['oc', [option('-p', 'whole', { behind: 'login' })]],
  ['snmpget', [option('-A -X -c', 'whole')]],
  ['snmpwalk', [option('-A -X -c', 'whole')]],
  ...[
    'mysql',
    'mysqldump',
    'mysqladmin',
    'mysqlimport',
    'mysqlcheck',
    'mysqlshow',
    'mysqlsh',
    'mysqlslap',
    'mysqlbinlog',
    'mysql_upgrade',
  ].map((name) => [name, mysql] as const),
  ...[
    'mariadb',
    'mariadb-dump',
    'mariadb-admin',
    'mariadb-check',
    'mariadb-import',
    'mariadb-backup',
    'mariadb-upgrade',
    'mycli',
    'xtrabackup',
  ].map((name) => [name, mysql] as const),
  ...['smbclient', 'rpcclient', 'smbmap', 'smbget', 'winexe', 'net'].map((name) => [name, samba] as const),
  ...['ldapsearch', 'ldapmodify', 'ldapadd', 'ldapdelete', 'ldappasswd', 'ldapwhoami', 'ldapcompare', 'ldapmodrdn'].map(
    (name) => [name, directory] as const,
  ),
  ...['docker', 'podman', 'nerdctl', 'helm', 'buildah', 'skopeo', 'crane', 'oras'].map((name) => [name, registry] as const),
  ...['mongo', 'mongosh', 'mongodump', 'mongorestore', 'mongoimport', 'mongoexport'].map((name) => [name, mongo] as const),
]);

/** Arguments, counted behind the command or its word, that are secrets. */
const argumentsOf = new Map<string, { readonly behind?: readonly string[]; readonly nth: number; readonly form: Form }>([
  ['rabbitmqctl', { behind: ['add_user', 'change_password', 'authenticate_user'], nth: 1, form: 'whole' }],
  ...['sqlplus', 'sqlldr', 'expdp', 'impdp', 'rman'].map((name) => [name, { nth: 0, form: 'after-slash' }] as const),
]);

/** Commands that read secrets from what is piped or handed to them. */
const readsSecret =
  /\b(?:passwd\b.*--stdin|sudo\b.*\s-\w*S|su\s|smbpasswd\b.*-\w*s|cryptsetup|kinit|--pass(?:word|phrase)?-(?:stdin|fd)|-pass(?:in|out)?\s+stdin|--with-token)/;

interface Word extends Span {
  readonly text: string;
  /** What ended the command before this word; else empty. */
  readonly before: '' | '|' | ';';
  readonly quoted: boolean;
}

/** Words of a command that are looked at, and how deep commands in quotes are followed. */
const mostWords = 400;
const deepest = 3;

/** Secrets that options and arguments of known commands hold, wherever in a text the commands stand. */
export function commandSecrets(text: string, within: Span = span(0, text.length), depth = 0): Span[] {
  const found: Span[] = [];
  let earlier: Word[] = [];
  let command: Word[] = [];
  const finish = (): void => {
    if (command.length > 0) found.push(...secretsOf(text, command, command[0]?.before === '|' ? earlier : []));
    earlier = command;
    command = [];
  };
  for (const word of wordsOf(text, within)) {
    if (word.before !== '') finish();
    if (word.quoted && depth < deepest && /\s/.test(word.text)) found.push(...commandSecrets(text, word, depth + 1));
    if (command.length < mostWords) command.push(word);
  }
  finish();
  return [...found, ...(depth === 0 ? handedOver(text) : [])];
}

function secretsOf(text: string, words: readonly Word[], piped: readonly Word[]): Span[] {
  const found: Span[] = [];
  let known: readonly Option[] = [];
  let since = 0;
  const told = new Set<string>();
  words.forEach((word, at) => {
    const name = baseName(word.text).replace(/\.exe$/, '');
    const own = options.get(name);
    const args = argumentsOf.get(name);
    if (own) [known, since] = [own, at];
    if (own || !word.text.startsWith('-')) told.add(name);
    if (args) found.push(...argumentSecrets(text, words.slice(at + 1), args));
    if (name === 'htpasswd') found.push(...htpasswdSecret(text, words.slice(at + 1)));
    const next = words[at + 1];
    if (word.text === '<<<' && next) {
      const line = words
        .slice(0, at)
        .map((each) => each.text)
        .join(' ');
      if (told.has('chpasswd')) found.push(...formed(text, next, 'after-colon'));
      else if (readsSecret.test(line)) found.push(...secretIn(text, next));
    }
    if (at > since) for (const each of known) found.push(...optionSecret(text, each, word, next, told));
  });
  return [...found, ...pipedSecrets(text, words, piped)];
}

function optionSecret(
  text: string,
  { names, form, glued, behind }: Option,
  word: Word,
  next: Word | undefined,
  told: ReadonlySet<string>,
): Span[] {
  if (behind !== undefined && !told.has(behind)) return [];
  for (const name of names) {
    if (word.text === name) return glued === 'only' || !next || next.text.startsWith('-') ? [] : formed(text, next, form);
    if (!word.text.startsWith(name)) continue;
    const long = name.startsWith('--');
    const at = word.start + name.length + (word.text.charAt(name.length) === '=' ? 1 : 0);
    if (long ? word.text.charAt(name.length) === '=' : glued !== undefined && name.length === 2) {
      return formed(text, readQuoted(text, at)?.span ?? span(at, word.end), form);
    }
  }
  // The last of several letters in one word: -su a:b
  if (
    /^-[a-zA-Z]{2,6}$/.test(word.text) &&
    glued !== 'only' &&
    next &&
    form === 'after-colon' &&
    names.some((name) => name.length === 2 && word.text.endsWith(name.slice(1)))
  ) {
    return formed(text, next, form);
  }
  return [];
}

const marks: Readonly<Record<Exclude<Form, 'whole' | 'pass'>, string>> = {
  'after-colon': ':',
  'after-percent': '%',
  'after-comma': ',',
  'after-slash': '/',
};

function formed(text: string, { start, end }: Span, form: Form): Span[] {
  if (form === 'whole') return secretIn(text, span(start, end));
  const own = text.slice(start, end);
  if (form === 'pass') return own.startsWith('pass:') ? secretIn(text, span(start + 5, end)) : [];
  const at = own.indexOf(marks[form]);
  if (at < 0) return [];
  const last = form === 'after-slash' && own.includes('@') ? start + own.lastIndexOf('@') : end;
  return secretIn(text, span(start + at + 1, Math.max(start + at + 1, last)));
}

function argumentSecrets(
  text: string,
  words: readonly Word[],
  { behind, nth, form }: { readonly behind?: readonly string[]; readonly nth: number; readonly form: Form },
): Span[] {
  const from = behind ? words.findIndex((word) => behind.includes(word.text)) + 1 : 0;
  if (behind && from === 0) return [];
  const word = words.slice(from).filter((each) => !each.text.startsWith('-'))[nth];
  return word ? formed(text, word, form) : [];
}

/** `htpasswd -b file user x` and `htpasswd -nb user x`. */
function htpasswdSecret(text: string, words: readonly Word[]): Span[] {
  const flags = words.filter((word) => /^-[a-zA-Z]+$/.test(word.text)).map((word) => word.text);
  if (!flags.some((flag) => flag.includes('b'))) return [];
  const rest = words.filter((word) => !word.text.startsWith('-') && !/^\d+$/.test(word.text));
  const secret = rest[flags.some((flag) => flag.includes('n')) ? 1 : 2];
  return secret ? secretIn(text, secret) : [];
}

/** `echo x | sudo -S` and `echo u:x | chpasswd`. */
function pipedSecrets(text: string, words: readonly Word[], piped: readonly Word[]): Span[] {
  const from = piped.findIndex((word) => /^(?:echo|printf|\/bin\/echo)$/.test(word.text));
  if (from < 0) return [];
  const line = words.map((word) => word.text).join(' ');
  const said = piped.slice(from + 1).filter((word) => !/^-[neE]+$/.test(word.text) && !/^(?:%s|\\n|\s)+$/.test(word.text));
  if (/\bchpasswd\b/.test(line)) return said.flatMap((word) => formed(text, word, 'after-colon'));
  return readsSecret.test(line) ? said.flatMap((word) => secretIn(text, word)) : [];
}

/** Lines of a text that a script hands to `chpasswd`. */
function handedOver(text: string): Span[] {
  const found: Span[] = [];
  let done = 0;
  for (const { 0: lead, 1: mark = '', index } of text.matchAll(chpasswdReads)) {
    if (index < done) continue;
    const start = index + lead.length;
    const rest = text.slice(start, start + 16_384);
    const length = rest.search(new RegExp(`^[ \\t]*${mark}[ \\t]*\\r?$`, 'm'));
    const body = length < 0 ? rest : rest.slice(0, length);
    for (const { 0: all, 1: own = '', index: at } of body.matchAll(/^[^\s:]{1,64}:([^\r\n]{3,256})/gm)) {
      const end = start + at + all.length;
      found.push(...secretIn(text, span(end - own.length, end)));
    }
    done = start + body.length;
  }
  return found;
}

const chpasswdReads = /\bchpasswd\b[^\n<]{0,200}<<-?[ \t]*["'\\]?(\w{1,40})["']?[^\n]{0,200}\n/g;

/** Words as a shell splits them, of any text: quotes that their line does not close are characters. */
function* wordsOf(text: string, { start, end }: Span): Generator<Word> {
  let before: Word['before'] = ';';
  for (let at = start; at < end;) {
    const unit = text.charAt(at);
    if (unit === '\\' && /[\r\n]/.test(text.charAt(at + 1))) at += text.charAt(at + 1) === '\r' ? 3 : 2;
    else if (unit === '\n' || unit === ';' || unit === '|' || unit === '&') {
      before = unit === '|' && text.charAt(at + 1) !== '|' && text.charAt(at - 1) !== '|' ? '|' : ';';
      at++;
    } else if (text.startsWith('<<<', at)) {
      yield { start: at, end: at + 3, text: '<<<', before, quoted: false };
      before = '';
      at += 3;
    } else if (/[\s(){}[\],<>`]/.test(unit)) at++;
    else {
      const word = wordAt(text, at, end);
      yield { ...word, before };
      before = '';
      at = word.next;
    }
  }
}

function wordAt(text: string, start: number, limit: number): Omit<Word, 'before'> & { readonly next: number } {
  const whole = quotedPart(text, start, limit);
  if (whole && (whole.end === limit || /[\s;|&)}\],<>]/.test(text.charAt(whole.end)))) {
    return { ...whole.span, text: text.slice(whole.span.start, whole.span.end), quoted: true, next: whole.end };
  }
  let end = start;
  while (end < limit && !/[\s;|&()<>`]/.test(text.charAt(end))) {
    const part = quotedPart(text, end, limit);
    if (part) end = part.end;
    else if (text.charAt(end) === '\\' && text.charAt(end + 1) === '\n') break;
    else if (text.startsWith('$(', end) || text.startsWith('${', end)) end = Math.min(limit, closed(text, end, limit));
    else if (text.charAt(end) === '\\') end += 2;
    else end++;
  }
  end = Math.max(start + 1, Math.min(end, limit));
  return { start, end, text: text.slice(start, end), quoted: false, next: end };
}

/** Characters that a quote may be away from its end. */
const furthestQuote = 4096;

function quotedPart(text: string, at: number, limit: number): { readonly span: Span; readonly end: number } | undefined {
  const quote = text.charAt(at);
  const escaped = quote === '\\' && text.charAt(at + 1) === '"';
  if (quote !== '"' && quote !== "'" && !escaped) return undefined;
  const mark = escaped ? '\\"' : quote;
  const start = at + mark.length;
  for (let end = start; end < Math.min(limit, at + furthestQuote); end++) {
    if (text.startsWith(mark, end)) return { span: span(start, end), end: end + mark.length };
    if (text.charAt(end) === '\\' && quote === '"') end++;
    else if (text.charAt(end) === '\n' && text.charAt(end - 1) !== '\\') return undefined;
  }
  return undefined;
}

/** The end of `$(…)` or `${…}` on its line, or the place behind its sign. */
function closed(text: string, at: number, limit: number): number {
  const close = text.charAt(at + 1) === '(' ? ')' : '}';
  for (let end = at + 2; end < Math.min(limit, at + 256); end++) {
    if (text.charAt(end) === close) return end + 1;
    if (text.charAt(end) === '\n') break;
  }
  return at + 2;
}
