import { cut, type MappedText } from './mapped-text';

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

/** Inside a string that began on the same line it is a part of a statement. */
const isQuoted = (text: string, at: number): boolean => (text.slice(text.lastIndexOf('\n', at) + 1, at).split("'").length - 1) % 2 === 1;
