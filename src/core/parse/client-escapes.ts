import { cut, plainText, type MappedText } from './mapped-text';

/** How clients are told to hand a line to a shell, by what each reads; the command is the group. Manuals: psql(1), mysql(1), sqlite3(1), SQL*Plus, sftp(1). */
const escapes: ReadonlyMap<string, readonly RegExp[]> = new Map(
  Object.entries<readonly RegExp[]>({
    'psql pgcli': [
      /(?:^|[^\\\w])\\![ \t]*(\S[^\n]*)/dgm,
      /\\(?:o|out|g|gx|w|write)[ \t]*\|[ \t]*(\S[^\n]*)/dg,
      /\bcopy\s[^;\n]*\bprogram\s+'((?:[^'\n]|'')+)'/dgi,
      /\\set[ \t]+\w+[ \t]+`([^`\n]+)`/dg,
    ],
    'mysql mariadb mycli': [/(?:^|;)[ \t]*(?:-e|--execute=)?(?:\\![ \t]*|system[ \t]+)(\S[^\n]*)/dgim],
    'sqlite3 duckdb': [
      /^[ \t]*\.(?:shell|system|sh)[ \t]+(\S[^\n]*)/dgim,
      /^[ \t]*\.(?:import|read|once|output)[ \t]+["']?\|[ \t]*([^\s"'][^\n"']*)/dgim,
    ],
    'sqlplus sqlcl rman': [/^[ \t]*(?:(?:host|ho)[ \t]+["']?|![ \t]*)([^\s"'!][^\n]*)/dgim],
    'sqlcmd go-sqlcmd': [/^[ \t]*:?!![ \t]*(\S[^\n]*)/dgm],
    'ftp sftp lftp smbclient dc gnuplot': [/^[ \t]*![ \t]*(\S[^\n]*)/dgm],
  }).flatMap(([names, patterns]) => names.split(' ').map((name) => [name, patterns] as const)),
);

/** Longer texts are data. */
const maxText = 100_000;

/** Scripts for a shell inside what a client is told. `texts`: its words, and what it reads. */
export function clientEscapes(name: string, texts: () => readonly MappedText[]): readonly MappedText[] {
  const patterns = escapes.get(name);
  if (!patterns) return [];
  return texts().flatMap((text) =>
    text.text.length > maxText || !/[!|\\.]|program|system|host/i.test(text.text)
      ? []
      : patterns.flatMap((pattern) =>
          [...text.text.matchAll(pattern)].flatMap(({ indices, index }) => {
            const [start, end] = indices?.[1] ?? [0, 0];
            return end > start && !isQuoted(text.text, index) ? [cut(text, start, end)] : [];
          }),
        ),
  );
}

/** A file of SQL does not say for which client it is. */
const inFiles: readonly RegExp[] = [
  ...new Set(['psql', 'mysql', 'sqlite3', 'sqlplus', 'sqlcmd'].flatMap((name) => escapes.get(name) ?? [])),
];

/** Larger ones are dumps: what the client would be told among their data is not sought. */
const maxFile = 5_000_000;

/** Scripts for a shell inside a file of SQL, whose client runs them. */
export function escapesInFile(source: string): readonly MappedText[] {
  if (source.length > maxFile || !/\\[!ogws]|^[ \t]*(?:[.!:]|ho(?:st)?\b|system\b)|\bprogram\s+'/im.test(source)) return [];
  const text = plainText(source);
  const found = new Map<number, MappedText>();
  for (const pattern of inFiles)
    for (const { indices, index } of source.matchAll(pattern)) {
      const [start, end] = indices?.[1] ?? [0, 0];
      const said = source.slice(index, start);
      const isWord = /^[ \t]*(?:system|host|ho)\b/i.test(said);
      if (end > start && !isQuoted(source, index) && !(isWord && isWithinStatement(source, index))) found.set(start, cut(text, start, end));
    }
  return [...found].sort(([a], [b]) => a - b).map(([, script]) => script);
}

/** `host varchar(80)` is a column: a command of the client begins where the statement before it has ended. */
function isWithinStatement(text: string, at: number): boolean {
  const before = text
    .slice(Math.max(0, at - 300), at)
    .replace(/^[ \t]*--[^\n]*$/gm, '')
    .trimEnd();
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return before !== '' && !/[;/]$/.test(before) && (/[,(]$/.test(before) || !/^[ \t]*(?:\\|!|(?:host|ho|system)\b)/i.test(line));
}

/** Inside a string that began on the same line it is a part of a statement. */
const isQuoted = (text: string, at: number): boolean => (text.slice(text.lastIndexOf('\n', at) + 1, at).split("'").length - 1) % 2 === 1;
