import { contains, span, type Span } from '../../text/span';
import { parseShell, type ShellCommand, type ShellScript, type ShellWord } from '../shell';
import type { ShellNode } from '../shell-script';
import type { CommandLine } from '../command-lines';
import type { SqlScript } from './session';
import { clientOf, readClientLine, systemOfClient } from './client';
import { connectionOf } from './connection';
import { isLockedAt, lockedPlaces, lockPrograms } from './lock-files';
import { fileSpan, plainText, through, type MappedText } from '../mapped-text';
import { callsAround, fillerOf, wordsOfCall, wordsOfClient, readFrom, writersOf } from './handed-over';
import type { SqlInclude, SqlItem } from './items';
import { parsePart } from './script';
import { nested } from '../nested';
import { decodeHeredoc, decodeWord } from '../shell-text';
import { baseName } from '../../text/path';

/** Shells inside shells; more is nothing that a person wrote. */
const maxNesting = 3;

/** A shell script, possibly one inside another, and how to find its places in the file. */
interface Shell {
  readonly script: ShellScript;
  readonly source: MappedText;
  readonly nesting: number;
  /** What its commands read where they say nothing else. */
  readonly input: readonly Feed[];
  readonly isLocked: boolean;
  /** Shared with the scripts inside: a product of loops and calls ends somewhere. */
  readonly listed: { left: number };
}

/** What a client reads: SQL text, or a file. */
type Feed = { readonly text: MappedText; readonly origin: 'input' | 'command' } | SqlInclude;

/**
 * The SQL sessions that a shell script opens with `psql` and other clients: here-documents, here-strings, `echo … |`, `-c`, `-f`,
 * also in `su -c '…'`, `ssh … "…"` and `docker exec`. Offsets are those of the file. Never throws once `loadSqlParser` was awaited.
 */
export function embeddedSql(script: ShellScript, text: string): SqlScript[] {
  return sessionsIn({ script, source: plainText(text), nesting: 0, input: [], isLocked: false, listed: { left: maxListed } });
}

/** The same of command lines that stand in other files than scripts: those of cron, of units, of recipes. */
export const sqlInLines = (lines: readonly CommandLine[]): SqlScript[] =>
  lines
    .filter(({ source }) => namesClient(source.text))
    .flatMap(({ source, input }) => {
      const given: readonly Feed[] = input ? [{ text: input, origin: 'input' }] : [];
      const shell = { source, nesting: 0, input: given, isLocked: false, listed: { left: maxListed } };
      return sessionsIn({ script: parseShell(source.text), ...shell });
    });

/** Whether a text may open a session. */
export const namesClient = (text: string): boolean => /\b(psql|pgcli|mysql|mariadb|mycli|sqlite3|sqlcmd)\b/.test(text);

function sessionsIn(shell: Shell): SqlScript[] {
  const sessions: SqlScript[] = [];
  const used = new Set<number>();
  const locked = shell.isLocked ? [] : lockedPlaces(shell.script, shell.source.text);
  const end = endOf(shell.script.tree);
  for (const command of shell.script.commands) {
    if (command.span.start > end && command.inFunction === undefined) continue;
    const first = command.words[0];
    // What stands inside escaped backticks has no places of its own.
    if (!first || shell.source.text.slice(first.span.start, first.span.end) !== first.text) continue;
    const held =
      shell.isLocked ||
      isLockedAt(command, locked, shell.script) ||
      lockPrograms.test(command.name ?? '') ||
      command.wrappers.some(([wrapper]) => lockPrograms.test(nameOf(wrapper)));
    const client = clientOf(command.name) ? command.words : wordsOfClient(command.words, shell.script, shell.source.text);
    if (client) sessions.push(...calledSessions(shell, command, client, held, used));
    else if (shell.nesting < maxNesting) sessions.push(...nestedSessions(shell, command, held, used));
  }
  return sessions;
}

/** Where a script ends whatever comes behind: an `exit` that nothing decides on. */
function endOf(tree: ShellNode): number {
  const exit = tree.kind === 'list' ? tree.items.find((item) => item.kind === 'command' && item.command.name === 'exit') : undefined;
  return exit?.span.end ?? Infinity;
}

const nameOf = (word: ShellWord | undefined): string => baseName(word?.value ?? '');

/** Sessions of commands inside a command: `docker exec db psql`, `su postgres -c "psql …"`. */
function nestedSessions(shell: Shell, command: ShellCommand, isLocked: boolean, used: Set<number>, steps = maxNesting): SqlScript[] {
  return nested(withCommandLine(command, shell.script), shell.script, shell.source, 'blanked').flatMap(
    ({ words, script: source, isInput }) => {
      if (words) {
        const at = words.findIndex((word) => clientOf(nameOf(word)) !== undefined);
        if (at >= 0) return session(shell, command, words.slice(at), isLocked, used);
        return steps > 0 ? nestedSessions(shell, { ...command, name: nameOf(words[0]), words }, isLocked, used, steps - 1) : [];
      }
      if (!source || !namesClient(source.text)) return [];
      const input = isInput ? [] : feedsOf(shell, command);
      return sessionsIn({ script: parseShell(source.text), source, nesting: shell.nesting + 1, input, isLocked, listed: shell.listed });
    },
  );
}

/** `CMD="psql …"` and then `eval "$CMD"`, `su -c "$CMD"`, `ssh db1 "$CMD"`: the command line where it is written. */
function withCommandLine(command: ShellCommand, script: ShellScript): ShellCommand {
  const { name, words } = command;
  const last = words.at(-1);
  const isScript = name === 'eval' ? words.length === 2 : name === 'ssh' ? words.length === 3 : /^-\w*c$/.test(words.at(-2)?.text ?? '');
  const line = last && isScript ? constantOf(script, last) : last;
  return line && line !== last ? { ...command, words: [...words.slice(0, -1), line] } : command;
}

/** One session for each call of the function that the client stands in, if that hands the SQL over. */
function calledSessions(
  shell: Shell,
  command: ShellCommand,
  words: readonly ShellWord[],
  isLocked: boolean,
  used: Set<number>,
): SqlScript[] {
  const calls = callsAround(command, shell.script);
  if (calls.length === 0) return session(shell, command, words, isLocked, used);
  const isFed = feedsOf(shell, command).length > 0 || readClientLine(words).actions.length > 0;
  const handed = calls.filter((call) => !isFed || wordsOfCall(words, call) !== words);
  if (handed.length === 0 || handed.length > shell.listed.left) return session(shell, command, words, isLocked, used);
  shell.listed.left -= handed.length;
  return handed.flatMap((call) => session(shell, isFed ? command : call, wordsOfCall(words, call), isLocked, used, words));
}

/** `own`: the words as they stand there, where a call has made others of them. */
function session(
  shell: Shell,
  command: ShellCommand,
  words: readonly ShellWord[],
  isLocked: boolean,
  used: Set<number>,
  own: readonly ShellWord[] = words,
): SqlScript[] {
  const line = readClientLine(words);
  const actions = line.actions.flatMap(({ kind, value }): readonly Feed[] => {
    const word = constantOf(shell.script, value);
    if (kind === 'file' && !/^(-|\/dev\/stdin)$/.test(word.value ?? word.text)) return fileFeeds(shell, word);
    if (kind === 'file') return feedsOf(shell, command);
    // A command that is defined once and run twice is looked at once.
    if (word !== value && used.has(word.span.start)) return [];
    used.add(word.span.start);
    return said(shell, word, 'command');
  });
  const feeds = line.actions.length > 0 ? actions : feedsOf(shell, command);
  const dialect = systemOfClient(nameOf(words[0]));
  const parts = feeds.map((feed) =>
    'text' in feed ? parsePart(feed.text, feed.origin, dialect) : { items: [feed], faults: [], dialect: 'postgresql' as const },
  );
  const [only, ...others] = parts;
  const items: readonly SqlItem[] = only && others.length === 0 ? only.items : parts.flatMap((part) => part.items);
  if (items.length === 0) return [];
  const isPsql = clientOf(nameOf(words[0])) === 'psql';
  const firstCommand = (own === words ? line : readClientLine(own)).actions.find(({ kind }) => kind === 'command');
  return [
    {
      span: boundsOf(items),
      faults: isPsql ? parts.flatMap((part) => part.faults) : [],
      dialect,
      items,
      client: {
        span: fileSpan(shell.source, words[0]?.span ?? command.span),
        singleTransaction: line.singleTransaction,
        onErrorStop: dialect === 'mysql' ? !line.isForced : line.onErrorStop,
        isOpen: line.isOpen,
        isForced: line.isForced,
        quoting: shell.source.quoting,
        firstCommand: firstCommand && fileSpan(shell.source, firstCommand.span),
        isLocked,
        database: line.database,
        ...connectionOf(line, command, shell.script),
      },
    },
  ];
}

/** What lies in a file: text that the script has written there, or nobody knows yet. */
function fileFeeds(shell: Shell, word: ShellWord): readonly Feed[] {
  if (word.text.startsWith('<(')) {
    const within = shell.script.commands.filter(({ span: at }) => contains(word.span, at));
    return within.flatMap((command) => produced(shell, command, maxSteps));
  }
  const writers = writersOf(word, shell.script);
  if (writers.length === 0) return includesOf(shell, word);
  return writers.flatMap((writer) => (writer.heredocs.length > 0 ? feedsOf(shell, writer) : produced(shell, writer, 0)));
}

/** Commands of a pipeline that may hand on what they read; nobody writes more. */
const maxSteps = 16;

/** What arrives at the standard input of a command. */
function feedsOf(shell: Shell, command: ShellCommand, steps = maxSteps): readonly Feed[] {
  const heredoc = command.heredocs.at(-1);
  if (heredoc) {
    const text = through(
      shell.source,
      decodeHeredoc(shell.source.text.slice(heredoc.span.start, heredoc.span.end), heredoc.span.start, heredoc.expands),
    );
    return [{ text, origin: 'input' }];
  }
  const redirect = command.redirects.findLast(({ operator }) => operator === '<<<' || operator === '<');
  if (redirect) {
    const word = constantOf(shell.script, redirect.target);
    return redirect.operator === '<' ? fileFeeds(shell, word) : said(shell, word, 'input');
  }
  const producer = command.pipeline[command.pipeline.indexOf(command) - 1];
  return producer ? produced(shell, producer, steps) : shell.input;
}

/** What a command writes into a pipe, as far as that can be seen. */
function produced(shell: Shell, producer: ShellCommand, steps: number): readonly Feed[] {
  const { name } = producer;
  if (name !== 'echo' && name !== 'printf') {
    const files = producer.words
      .slice(1)
      .flatMap((word) => includesOf(shell, word))
      .filter(({ path }) => /\.(sql|psql|pgsql|ddl)$/i.test(path));
    if (files.length > 0) return files;
    return steps > 0 ? feedsOf(shell, producer, steps - 1) : [];
  }
  const words = producer.words.slice(1);
  while (/^-[neE]+$/.test(words[0]?.text ?? '')) words.shift();
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return [];
  if (name === 'printf' && words.length > 1 && /^["']?(%[sb]|\\n|;|\s)*["']?$/.test(first.text))
    return words.slice(1).flatMap((word): Feed[] => {
      const text = inSource(shell, constantOf(shell.script, word));
      return text ? [{ text, origin: 'input' }] : [];
    });
  const only = words.length === 1 ? constantOf(shell.script, first) : first;
  if (words.length === 1 && filler(shell, first)) return said(shell, first, 'input');
  const text = inSource(
    shell,
    only === first
      ? { ...first, text: shell.source.text.slice(first.span.start, last.span.end), span: span(first.span.start, last.span.end) }
      : only,
  );
  if (!text) return [];
  const unescaped = text.text.replace(/\\[ntr]/g, '  ');
  return [
    { text: { ...text, text: unescaped, computed: text.computed || (name === 'printf' && unescaped.includes('%')) }, origin: 'input' },
  ];
}

/** The place where the text of `"$SQL"` stands, if it is known. */
function constantOf({ constants }: ShellScript, word: ShellWord): ShellWord {
  const name = variableOf(word);
  return (name !== undefined && constants.get(name)) || word;
}

/** Files that the loops of a script name, over all of its calls; beyond, the name of the file is one that is not known. */
const maxListed = 2000;

/** The files that a word names: of the variable of a loop, all that it goes over. */
function includesOf(shell: Shell, word: ShellWord): readonly SqlInclude[] {
  const name = variableOf(word);
  const loop =
    name === undefined
      ? undefined
      : shell.script.loops.findLast(
          ({ variable, body }) => variable === name && body.start <= word.span.start && word.span.end <= body.end,
        );
  if (!loop || loop.words.length > shell.listed.left) return [includeOf(shell, word)];
  shell.listed.left -= loop.words.length;
  const at = fileSpan(shell.source, word.span);
  return loop.words.map((listed) => ({ ...includeOf(shell, constantOf(shell.script, listed)), span: at }));
}

const variableOf = ({ text }: ShellWord): string | undefined => /^"?\$\{?([A-Za-z_]\w*)\}?"?$/.exec(text)?.[1];

function includeOf(shell: Shell, word: ShellWord): SqlInclude {
  const decoded = decodeWord(word.text, word.span.start);
  return {
    kind: 'include',
    path: word.value ?? decoded.text,
    computed: word.value === undefined && decoded.computed,
    span: fileSpan(shell.source, word.span),
  };
}

const filler = (shell: Shell, word: ShellWord): ShellCommand | undefined => {
  const name = variableOf(word);
  return name === undefined ? undefined : fillerOf(name, shell.script);
};

/** What a word says, or the here-document that its variable was filled with. */
function said(shell: Shell, word: ShellWord, origin: 'input' | 'command'): readonly Feed[] {
  const from = filler(shell, word);
  if (from) return feedsOf(shell, from).map((feed) => ('text' in feed ? { ...feed, origin } : feed));
  const file = readFrom(word, shell.script);
  if (file !== undefined)
    return includesOf(shell, { ...word, text: file, value: /[$`]/.test(file) ? undefined : file.replace(/["']/g, '') }).map((include) =>
      origin === 'command' ? { ...include, isCommand: true } : include,
    );
  const text = inSource(shell, word);
  return text ? [{ text, origin }] : [];
}

/** The text that a word stands for, if the word is where the parser says. */
function inSource(shell: Shell, word: ShellWord): MappedText | undefined {
  const { text } = shell.source;
  return text.slice(word.span.start, word.span.end) === word.text
    ? through(shell.source, decodeWord(word.text, word.span.start))
    : undefined;
}

const boundsOf = (items: readonly SqlItem[]): Span =>
  items.reduce((all, item) => span(Math.min(all.start, item.span.start), Math.max(all.end, item.span.end)), items[0]?.span ?? span(0, 0));
