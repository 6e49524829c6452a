import { baseName } from '../text/path';
import type { ShellWord } from './shell-script';

/** A command that stands among the options of another one. */
export interface HandedOver {
  readonly words?: readonly ShellWord[];
  /** `from`: where it begins in the word as the program gets it. */
  readonly script?: { readonly word: ShellWord; readonly from?: number; readonly host?: ShellWord };
  /** Other programs of this place are told of as they stand. */
  readonly ifKnown?: true;
}

const noWord: ShellWord = { text: '', value: undefined, span: { start: 0, end: 0 } };
const valueOf = ({ value, text }: ShellWord): string => value ?? text;
const isShell = (word: ShellWord): boolean => /^(?:(?:ba|da|k|z|a)?sh|env)$/.test(baseName(valueOf(word)));

/** Options of a program whose value is a command line. */
interface Options {
  /** The command line is the next word, or stands behind `=`: `--rsh`, `-e`. */
  readonly named?: RegExp;
  /** Short ones, which may stand behind others in one word, and before their value: `-avze ssh`, `-I'zstd -9'`. */
  readonly letters?: string;
  /** Short ones before these in one word have no value. */
  readonly flags?: string;
  /** What stands before the command line in a word: `-o ProxyCommand=…`, `EXEC:…`. */
  readonly settings?: RegExp;
  /** It runs where the files lie: `--rsync-path` on `host:/path`. */
  readonly there?: RegExp;
}

const ofSsh: Options = { settings: /^(?:-\w*o\s*)?(?:ProxyCommand|LocalCommand|KnownHostsCommand)(?:=|\s+)(?=\S)/i };
const ofGit: Options = {
  named: /^(?:--upload-pack|--receive-pack|--exec|--(?:tree|index|msg|env|parent|commit|tag-name)-filter|--extcmd)$/,
  settings:
    /^(?:(?:alias\.[\w.-]+|credential\.(?:\S*\.)?helper)=!|(?:core\.(?:sshCommand|fsmonitor|pager|editor|gitProxy)|diff\.external|sequence\.editor)=)(?=\S)/i,
};
const ofVi: Options = { settings: /^\+?:?(?:sil(?:ent)?!?[ \t]+)?!(?=\S)/ };
const ofTar: Options = {
  named: /^--(?:to-command|checkpoint-action=exec|use-compress-program|info-script|new-volume-script|rsh-command)$/,
};

/** What programs are handed to run, by the program. */
const byProgram: ReadonlyMap<string, Options> = new Map(
  Object.entries<Options>({
    'tar gtar': { ...ofTar, letters: 'IF', flags: 'cxtruzjJvpkSWOhlmnsawP' },
    bsdtar: ofTar,
    rsync: { named: /^--rsh$/, letters: 'e', flags: 'avzrlptgoDuncxhHAXSPqbdiyWKLOJR0', there: /^--rsync-path$/ },
    'ssh scp sftp autossh sshfs ssh-copy-id': ofSsh,
    git: ofGit,
    'mapfile readarray': { letters: 'C' },
    'vim vi nvim view ex gvim vimdiff': ofVi,
    man: { named: /^--(?:pager|html)$/, letters: 'P' },
    env: { named: /^--split-string$/, letters: 'S', flags: 'iv0' },
    split: { named: /^--filter$/ },
    sort: { named: /^--compress-program$/ },
    zip: { named: /^(?:-TT|--unzip-command)$/ },
    cpio: { named: /^--(?:rsh-command|rmt-command)$/ },
    'apt apt-get aptitude': {
      settings: /^(?:--option=|-o)?(?:dpkg|apt::update)::(?:pre-|post-)?(?:invoke|install-pkgs)(?:-success)?(?:::)?=(?=\S)/i,
    },
    dpkg: { named: /^--(?:pre-invoke|post-invoke|status-logger)$/ },
    'nc ncat netcat': { named: /^--(?:exec|sh-exec|lua-exec)$/, letters: 'ec', flags: 'lkvnu46' },
    socat: { settings: /^(?:EXEC|SYSTEM|SHELL):(?=\S)/i },
    script: { named: /^--command$/ },
  }).flatMap(([names, options]) => names.split(' ').map((name) => [name, options] as const)),
);

/** A word as its program gets it, with its expansions as they are written. */
type Decoded = (word: ShellWord) => string;

/** What programs are handed to run among their other words. `words`: with the program. */
export function handedOver(name: string, words: readonly ShellWord[], decoded: Decoded): readonly HandedOver[] {
  if (name === 'start-stop-daemon') return started(words);
  if (name === 'ansible') return adHoc(words);
  if (name === 'salt' || name === 'salt-call') return salted(words);
  if (name === 'tmux' || name === 'screen') return typed(words);
  const options = byProgram.get(name);
  const found = options ? words.slice(1).flatMap((word, at) => inWord(word, words[at + 2], options, words, decoded)) : [];
  return name === 'git' ? [...found, ...runByGit(words)] : found;
}

function inWord(
  word: ShellWord,
  next: ShellWord | undefined,
  { named, letters, flags, settings, there }: Options,
  words: readonly ShellWord[],
  decoded: Decoded,
): readonly HandedOver[] {
  const value = decoded(word);
  const [lead = '', option = ''] = /^(-[\w-]+(?:=exec)?)=(?=.)/s.exec(value) ?? [];
  if (next && named?.test(value)) return [{ script: { word: next } }];
  if (named?.test(option)) return [{ script: { word, from: lead.length } }];
  if (next && there?.test(value)) return [{ script: { word: next, ...hostIn(words) } }];
  if (there?.test(option)) return [{ script: { word, from: lead.length, ...hostIn(words) } }];
  const at = letters === undefined ? -1 : letterIn(value, letters, flags ?? '');
  if (at > 0 && at + 1 < value.length) return [{ script: { word, from: at + 1 } }];
  if (at > 0) return next ? [{ script: { word: next } }] : [];
  const setting = settings?.exec(value)?.[0];
  return setting === undefined ? [] : [{ script: { word, from: setting.length } }];
}

/** Where one of these letters stands among short options; what stands before it has no value. */
function letterIn(value: string, letters: string, flags: string): number {
  if (!/^-[A-Za-z\d]/.test(value)) return -1;
  for (let at = 1; at < value.length; at++) {
    if (letters.includes(value[at] ?? '')) return at;
    if (!flags.includes(value[at] ?? '')) return -1;
  }
  return -1;
}

/** The other host of `rsync`: `app01:/srv`. */
function hostIn(words: readonly ShellWord[]): { readonly host?: ShellWord } {
  const word = words.slice(1).find(({ text }) => /^["']?[\w.@${}][\w.@${}-]*:(?!\/\/)/.test(text));
  if (!word) return {};
  const { text, value, template, span } = word;
  const head = (written: string): string => written.split(':')[0] ?? '';
  return { host: { text: head(text), value: value && head(value), ...(template !== undefined && { template: head(template) }), span } };
}

/** `git bisect run make`, `git submodule foreach '…'`, `git rebase -x '…'`. */
function runByGit(words: readonly ShellWord[]): readonly HandedOver[] {
  const at = words.findIndex((word) => /^(?:bisect|submodule|rebase)$/.test(valueOf(word)));
  const rest = words.slice(at + 1);
  const behind = rest.findIndex((word) => /^(?:run|foreach|-x)$/.test(valueOf(word)));
  const verb = `${at < 0 ? '' : valueOf(words[at] as ShellWord)} ${behind < 0 ? '' : valueOf(rest[behind] as ShellWord)}`;
  const given = rest.slice(behind + 1).filter(({ text }) => !text.startsWith('--'));
  const [first] = given;
  if (!first) return [];
  if (verb === 'bisect run') return [{ words: given }];
  if (verb === 'submodule foreach') return [given.length === 1 ? { script: { word: first } } : { words: given }];
  return verb === 'rebase -x' ? [{ script: { word: first } }] : [];
}

/** `start-stop-daemon --start --exec /bin/sh -- -c '…'`: a shell is what it is handed, and who steers services is one that does it at once. */
function started(words: readonly ShellWord[]): readonly HandedOver[] {
  const behind = (option: RegExp): ShellWord | undefined => words.find((_, at) => option.test(valueOf(words[at - 1] ?? noWord)));
  const program = behind(/^(?:-a|--startas)$/) ?? behind(/^(?:-x|--exec)$/);
  const end = words.findIndex((word) => valueOf(word) === '--');
  if (!program || end < 0) return [];
  return [{ words: [program, ...words.slice(end + 1)], ...(!isShell(program) && { ifKnown: true as const }) }];
}

/** `ansible all -m shell -a '…'`; without a module it is `command`. */
function adHoc(words: readonly ShellWord[]): readonly HandedOver[] {
  const of = (option: RegExp): ShellWord | undefined => words[words.findIndex((word) => option.test(valueOf(word))) + 1];
  const has = (option: RegExp): boolean => words.some((word) => option.test(valueOf(word)));
  const module = has(/^(?:-m|--module-name)$/) ? valueOf(of(/^(?:-m|--module-name)$/) ?? noWord) : 'command';
  const word = has(/^(?:-a|--args)$/) ? of(/^(?:-a|--args)$/) : undefined;
  const host = words
    .slice(1)
    .find(({ text }, at) => !text.startsWith('-') && !/^-[a-zA-Z]$|^--(?!become$|check$|diff$)/.test(words[at]?.text ?? ''));
  return word && /^(?:ansible\.builtin\.)?(?:shell|command|raw)$/.test(module) ? [{ script: { word, ...(host && { host }) } }] : [];
}

/** `tmux send-keys -t up 'make install' Enter`, `screen -S up -X stuff 'make install\\n'`: lines that are typed into a terminal. */
function typed(words: readonly ShellWord[]): readonly HandedOver[] {
  const at = words.findIndex((word) => /^(?:send-keys|send|stuff)$/.test(valueOf(word)));
  return at < 0 ? [] : words.slice(at + 1).flatMap((word) => (/\S\s+\S/.test(valueOf(word)) ? [{ script: { word } }] : []));
}

/** `salt '*' cmd.run '…'`. */
function salted(words: readonly ShellWord[]): readonly HandedOver[] {
  const at = words.findIndex((word) => /^cmd\.(?:run|shell|run_all|run_stdout)$/.test(valueOf(word)));
  const word = at < 0 ? undefined : words[at + 1];
  const host = words[0]?.value === 'salt' ? words[at - 1] : undefined;
  return word ? [{ script: { word, ...(host && { host }) } }] : [];
}
