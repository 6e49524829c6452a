import { span, type Span } from '../span';
import { secretIn } from './assignments';
import { isSecretName } from './names';
import { signs } from './signs';
import { readQuoted } from './value';

/** Tables whose rows hold passwords, by their names. */
const people = /user|account|login|credential|member|admin|auth|principal|passw/i;

const insert =
  /\b(?:INSERT|REPLACE)\s{1,20}(?:(?:LOW_PRIORITY|DELAYED|IGNORE|OR\s{1,20}\w{1,10})\s{1,20})?(?:INTO\s{1,20})((?:["`[]?[\w$]{1,64}["`\]]?\.){0,2}["`[]?[\w$]{1,64}["`\]]?)\s{0,20}(?:\(([^()]{1,8192})\)\s{0,20})?(?:OVERRIDING\s{1,20}\w{1,10}\s{1,20}VALUE\s{1,20})?VALUES?\s{0,20}(?=\()/gi;

const copy = /\bCOPY\s{1,20}[\w.$"]{1,128}\s{0,20}\(([^()]{1,8192})\)\s{1,20}FROM\s{1,20}STDIN\b[^\n]{0,200}\n/gi;

/** Secrets in rows that statements of SQL write. */
export function rowSecrets(text: string): RowSecret[] {
  return [...inserted(text), ...copied(text)];
}

/** Only what the value looks like, and the name of its table, say that it is one: no column does. */
export type RowSecret = Span & { readonly isGuess?: true };

const inserts = signs('insert|replace');

function inserted(text: string): RowSecret[] {
  if (!inserts(text)) return [];
  const found: RowSecret[] = [];
  let done = 0;
  for (const { 0: head, 1: table = '', 2: names, index } of text.matchAll(insert)) {
    if (index < done) continue;
    const columns = columnsOf(names);
    for (let at = index + head.length; text.charAt(at) === '(';) {
      const { fields, end } = rowAt(text, at);
      found.push(
        ...(columns.some(isSecretColumn)
          ? fields.flatMap((field, nth) => named(field, columns[nth]))
          : guessed(text, fields, table, columns)),
      );
      at = end;
      while (/[\s,]/.test(text.charAt(at))) at++;
      done = at;
    }
  }
  return found.flatMap((own) => secretIn(text, own).map((each) => (own.isGuess ? { ...each, isGuess: true } : each)));
}

const columnsOf = (names = ''): readonly string[] => names.split(',').map((name) => name.replace(/[\s"`[\]]/g, ''));

const isSecretColumn = (name: string): boolean => isSecretName(name) || /^(?:authentication_string|pw_?hash|pass)$/i.test(name);

interface Field {
  /** The texts in quotes that it is made of, without their quotes; none of a query for what is there already. */
  readonly texts: readonly Span[];
}

const named = ({ texts }: Field, column: string | undefined): readonly Span[] =>
  column !== undefined && isSecretColumn(column) ? texts : [];

/** Rows whose columns tell nothing: what follows the name of a secret, and in tables of people what looks like a secret. */
function guessed(text: string, fields: readonly Field[], table: string, columns: readonly string[]): RowSecret[] {
  // Columns that are called say which of them holds what a setting is.
  const texts = fields.flatMap((field, nth) =>
    field.texts.map((own) => ({ ...own, isValue: columns[nth] === undefined || ofValue.test(columns[nth]) })),
  );
  const said = texts.map(({ start, end }) => text.slice(start, end));
  return texts.flatMap(({ start, end, isValue }, nth): RowSecret[] => {
    const before = said[nth - 1] ?? '';
    const value = said[nth] ?? '';
    const behindName = /^[\w.-]{1,80}$/.test(before) && !picture.test(before) && isSecretName(before) && !/\s/.test(value);
    if (behindName && isValue) return [columns.length > 0 ? { start, end } : { start, end, isGuess: true }];
    return people.test(table) && looksSecret(value) ? [{ start, end, isGuess: true }] : [];
  });
}

const ofValue = /(?:^|_)vals?\d?$|value|setting|content|(?:^|_)data$|default|config|param|secret/i;

const picture = /\.(?:png|jpe?g|gif|svg|ico|webp)$/i;

/** Letters mixed with digits, signs or capitals, and neither a mail address, a date, a place nor an identifier of its kind. */
const looksSecret = (value: string): boolean =>
  value.length >= 6 &&
  !/\s/.test(value) &&
  /[A-Za-z]/.test(value) &&
  (/\d/.test(value) || /[!#$%^&*?~]/.test(value) || /[a-z][A-Z]/.test(value)) &&
  !/^(?:[^@\s]+@[\w.-]+\.\w+|\d{4}-\d\d-\d\d.*|[\w+.-]+:\/\/.*|\/.*|v?\d+(?:\.\w+)+|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i.test(
    value,
  );

/** Characters of one row that are looked at. */
const longestRow = 65_536;

/** The fields of a row, from its bracket at `at`. */
function rowAt(text: string, at: number): { readonly fields: Field[]; readonly end: number } {
  const fields: Span[][] = [[]];
  let depth = 0;
  /** How deep a query of the field lies; 0: there is none. */
  let query = 0;
  const limit = Math.min(text.length, at + longestRow);
  for (let next = at; next < limit; next++) {
    const unit = text.charAt(next);
    if (unit === '(') {
      depth++;
      if (query === 0 && depth > 1 && /^\(\s{0,8}select\b/i.test(text.slice(next, next + 20))) query = depth;
    } else if (unit === ')') {
      if (depth === query) query = 0;
      if (--depth === 0) return { fields: fields.map((texts) => ({ texts })), end: next + 1 };
    } else if (unit === ',' && depth === 1) fields.push([]);
    else if (unit === "'" || unit === '"' || unit === '\\') {
      const quoted = shellQuoted(text, next) ?? readQuoted(text, next);
      if (!quoted) continue;
      if (query === 0) fields.at(-1)?.push(quoted.span);
      next = quoted.end - 1;
    }
  }
  return { fields: fields.map((texts) => ({ texts })), end: limit };
}

/** `'\''x'\''`: a quote inside a word that a shell has in quotes. */
function shellQuoted(text: string, at: number): { readonly span: Span; readonly end: number } | undefined {
  const mark = "'\\''";
  if (!text.startsWith(mark, at)) return undefined;
  const start = at + mark.length;
  const length = text.slice(start, start + 1024).indexOf(mark);
  return length < 0 ? undefined : { span: span(start, start + length), end: start + length + mark.length };
}

const copies = signs('copy');

/** Rows that `COPY … FROM stdin` takes from the lines below it. */
function copied(text: string): Span[] {
  if (!copies(text)) return [];
  const found: Span[] = [];
  let done = 0;
  for (const { 0: head, 1: names, index } of text.matchAll(copy)) {
    if (index < done) continue;
    const secret = columnsOf(names).map(isSecretColumn);
    let at = index + head.length;
    while (at < text.length && !text.startsWith('\\.', at)) {
      const stop = text.indexOf('\n', at);
      const end = stop < 0 ? text.length : stop;
      if (secret.includes(true)) {
        let start = at;
        for (const [nth, field] of text
          .slice(at, end)
          .split(/[\t,|]/)
          .entries()) {
          if (secret[nth] && field !== '\\N') found.push(...secretIn(text, span(start, start + field.trimEnd().length)));
          start += field.length + 1;
        }
      }
      at = end + 1;
    }
    done = at;
  }
  return found;
}
