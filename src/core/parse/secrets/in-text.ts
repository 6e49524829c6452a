import { baseName } from '../../text/path';
import { lineEnd } from '../../text/secrets/value';
import { span, type Span } from '../../text/span';
import type { FoundLiteral } from './found';
import { namedLiterals } from './in-config';
import { judge } from './judge';
import { said } from './places';

/** Texts for people, and what other programs have made: no secret of theirs is told by a name. */
const forPeople =
  /\.(?:md|ronn|pod|ac|am|mib|te|if|fc|nsi|nsh|diff|patch|markdown|rst|adoc|asciidoc|txt|dox|html?|xhtml|tex|texi|info|man|po|pot|mo|lang|csv|tsv|log|css|s[ac]ss|less|map|svg|lock|sum|changes|proto|thrift|graphql|gql|xsd|wsdl|dtd|\d)$|-MIB$/i;

/** The description of a device for SNMP, whatever it is called. */
const mib = /\bDEFINITIONS\b[^:]{0,40}::=\s{0,20}BEGIN\b/;

/** Languages of programs: there a secret is a text in quotes. */
const program =
  /\.(?:py|pyw|js|mjs|cjs|ts|mts|cts|jsx|tsx|vue|php|phtml|ctp|twig|volt|ejs|hbs|mustache|jsp|z?pt|dtml|aspx?|cshtml|svelte|haml|rb|rake|pl|pm|java|kt|kts|scala|groovy|gradle|go|rs|cs|swift|c|h|xs|cc|hh|cpp|hpp|cxx|hxx|def|mm?|mli?|iss|pas|hs|dart|lua|tcl|exs?|erl|hrl|ps1|psm1|psd1|tf|tfvars|hcl|nix|pp)$/i;

/** Lines of programs are shorter: longer ones are made by machines. */
const longestLine = 500;

const words =
  'pass secret token pwd kennwort credential apikey api_key api-key private_key access_key auth_key signing_key encryption_key master_key identified bindpw rootpw masterauth primaryauth'.split(
    ' ',
  );

/** By what the names of secrets are found, in the cases that people write them in. */
export const nameLiterals: readonly string[] = [
  ...words.flatMap((own) => [own, own.toUpperCase(), own.charAt(0).toUpperCase() + own.slice(1)]),
  ...'ApiKey PrivateKey AccessKey AuthKey SigningKey EncryptionKey MasterKey accessKey privateKey apiKey authKey signingKey encryptionKey masterKey _pw _PW psk PSK "kty"'.split(
    ' ',
  ),
];

/** Whether a text is of a programming language, by its name. */
export const isProgram = (path: string): boolean => program.test(path);

/** Whether a text is for people, whatever it names. */
export const isForPeople = (path: string): boolean => forPeople.test(path) || document.test(path);

const document =
  /(?:^|\/)(?:[Rr]ead[Mm]e|README)(?:[-_.][\w.-]{1,20})?$|(?:^|\/)(?:ChangeLog|CHANGE(?:LOG|S)|NEWS|INSTALL|UPGRADING|TODO|FAQ|HACKING|CONTRIBUTING|COPYING|LICEN[CS]E|NOTICE|AUTHORS|HISTORY|PKG-INFO)$|\.dist-info\/METADATA$/;

export function textSecrets(path: string, text: string, places: readonly number[]): FoundLiteral[] {
  const name = baseName(path).replace(/(?:\.(?:bak|old|orig|save|rpmnew|rpmsave|dpkg-\w+)|~)$/, '');
  if (isForPeople(name) || mib.test(text)) return [];
  const found: FoundLiteral[] = [];
  const inQuotes = program.test(name) || /^#!.{0,80}(?:python|perl|ruby|node|php)/.test(text.slice(0, 120));
  const read = isPerl(name, text) ? withoutManual(text) : text;
  const remarks = inQuotes ? remarksIn(text) : [];
  const isSettings = settings.test(name);
  let done = -1;
  for (const at of places) {
    if (at < done) continue;
    const start = text.lastIndexOf('\n', at - 1) + 1;
    done = lineEnd(text, at);
    if (done - start > longestLine) continue;
    const line = said(read, span(start, done));
    if (/^\s*(?:#|\/\/|\*|--|;|\/\*|%|!|<!--|&lt;|>>>|REM\b|'')|\b[Ee]xamples?\s{0,4}[:=]/.test(line)) continue;
    // The documentation of a module has YAML in it.
    if (/\.py$/.test(name) && /^\s*[\w-]+: *(?:"[^"]*"|'[^']*')\s*$/.test(line)) continue;
    // Whatever the file is called, this is a program.
    const isCode = inQuotes || declares.test(line);
    const own = [
      ...namedLiterals(text, line, start, (value, before) => isLiteral(value, before, isCode)),
      ...(inQuotes ? handedLiterals(line, start) : []),
    ];
    if (own.length > 0 && (isInExample(read, start) || remarks.some((each) => each.start <= start && start < each.end))) continue;
    // A program may well only compare with it, or show it in a form.
    found.push(
      ...(inQuotes
        ? own.filter((each) => signed.test(text.slice(each.span.start, each.value.start))).map((each) => lessSure(each, isSettings))
        : own),
    );
  }
  return found;
}

/** `define('DB_PASSWORD', 'x')`, `set :smtp_password, 'x'`: a list has no name before it, and mostly more than two. */
function handedLiterals(line: string, offset: number): FoundLiteral[] {
  return [
    ...line.matchAll(
      /(?:\b(?!array|list|tuple|uses|in_array|compact)\w{1,40}\(\s{0,8}["']|:)(\w{1,80})["']?\s{0,8},\s{0,8}(["'])([^"'\\$]{3,256})\2(?!\s{0,8},)/g,
    ),
  ].flatMap(({ 0: all, 1: name = '', 3: own = '', index }): FoundLiteral[] => {
    // Two fields that belong together may be called so.
    const judged = own.startsWith(name) ? undefined : judge(name, own);
    const end = offset + index + all.length - 1;
    const start = offset + index + all.indexOf(name);
    return judged ? [{ kind: 'literal', span: span(start, end), value: span(end - own.length, end), name, ...judged }] : [];
  });
}

const isPerl = (name: string, text: string): boolean => /\.(?:p[lm]|t|cgi)$/i.test(name) || /^#!.{0,80}perl/.test(text.slice(0, 120));

/** Without the manual that stands in it (perlpod): from a line that begins with a sign to `=cut`. */
const withoutManual = (text: string): string =>
  text.replace(/^=(?!cut\b)[a-z][^]*?(?:^=cut\b|$(?![^]))/gim, (manual) => manual.replace(/[^\n]/g, ' '));

/** Texts of several lines for people who read a program: each begins a line of its own. */
function remarksIn(text: string): readonly Span[] {
  const found: Span[] = [];
  const opening = /^[ \t]{0,80}[rRuU]{0,2}("""|'''|\/\*)/gm;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const mark = match[1] === '/*' ? '*/' : (match[1] ?? '');
    const end = text.indexOf(mark, opening.lastIndex);
    // Without an end it is none, and neither is any that follows.
    if (end < 0) break;
    found.push(span(match.index, end + mark.length));
    opening.lastIndex = end + mark.length;
  }
  return found;
}

/** Characters before a line in which an example may have begun. */
const exampleReach = 400;

/** Whether a list that is called an example is open there: `examples => { 'application/json' => {`. */
function isInExample(text: string, at: number): boolean {
  const head = text.slice(Math.max(0, at - exampleReach), at);
  const opened = [...head.matchAll(/\bexamples?["']?\s{0,4}(?:=>|[:=])\s{0,4}(?=[{[])/gi)].at(-1);
  if (!opened) return false;
  const rest = head.slice(opened.index);
  return (rest.match(/[{[]/g) ?? []).length > (rest.match(/[}\]]/g) ?? []).length;
}

/** A sign stands between a name and its value. */
const signed = /[=:,]/;

const lessSure = (secret: FoundLiteral, isSettings: boolean): FoundLiteral =>
  secret.sure === 'certain' && isSettings ? secret : { ...secret, sure: 'possible' };

/** `config.inc.php`, `local_settings.py`: settings that are written in the language of the program, and in force as they stand. */
const settings =
  /(?:^|[-_.])(?:config(?:uration)?|conf|settings?|secrets?|credentials?|database|env(?:ironment)?|prod(?:uction)?|runtime|parameters)(?:[-.][\w.-]*)?\.\w+$/i;

/** `my @pass = ref $args->{PassArguments}`: a name is declared, with what it is for a program. */
const declares =
  /^\s*(?:(?:my|our)\s{1,8}[\w:]{0,40}\s{0,8}[$@%(]|(?:const|let|var)\s{1,8}[\w${[]|(?:public|private|protected|static|final)\s{1,8}[\w$])/;

const isLiteral = (value: string, before: string, inQuotes: boolean): boolean =>
  inQuotes ? /["'`]/.test(before) && !/\$\{|#\{|^\$|\{[\w!:.]*\}|['"`]/.test(value) : !/[$`[({]/.test(value);

/** `.pgpass` and `.netrc`: each line holds a password. */
export function passwordFile(path: string, text: string): FoundLiteral[] {
  const name = baseName(path);
  const line = /^[._]?pgpass(?:\.conf)?$/.test(name)
    ? /^[^\s:#]{1,255}:[^\s:]{1,8}:[^\s:]{1,128}:([^\s:]{1,128}):([^\s:$<{]{3,256})$/gm
    : /^[._]netrc$/.test(name)
      ? /\blogin\s{1,20}(\S{1,128})\s{1,20}password\s{1,20}([^\s$<{]{3,256})/g
      : undefined;
  if (!line) return [];
  return [...text.matchAll(line)].map(({ 0: all, 1: user = '', 2: password = '', index }) => {
    const end = index + all.length;
    const value = span(end - password.length, end);
    return { kind: 'literal', span: value, value, name: `a password of ${name}`, user, isDefault: false, sure: 'certain' };
  });
}
