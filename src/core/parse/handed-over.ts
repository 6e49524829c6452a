import { baseName } from '../text/path';
import type { ShellWord } from './shell-script';

/** A command that stands among the options of another one. */
export interface HandedOver {
  readonly words?: readonly ShellWord[];
  readonly script?: { readonly word: ShellWord; readonly host?: ShellWord };
}

const nothing: HandedOver = {};
const valueOf = ({ value, text }: ShellWord): string => value ?? text;
const isShell = (word: ShellWord): boolean => /^(?:(?:ba|da|k|z|a)?sh|env)$/.test(baseName(valueOf(word)));

/** Behind one of these options, as a word of its own, or behind `=` in the option's word. */
const byOption: ReadonlyMap<string, RegExp> = new Map([
  ['tar', /^--(?:to-command|checkpoint-action=exec)$/],
  ['bsdtar', /^--(?:to-command|checkpoint-action=exec)$/],
  ['mapfile', /^-C$/],
  ['readarray', /^-C$/],
]);

/** What programs that are no carriers of commands otherwise are handed to run. `words`: with the program. */
export function handedOver(name: string, words: readonly ShellWord[]): HandedOver {
  if (name === 'start-stop-daemon') return started(words);
  if (name === 'ansible') return adHoc(words);
  if (name === 'salt' || name === 'salt-call') return salted(words);
  const wanted = byOption.get(name);
  if (!wanted) return nothing;
  for (const [at, word] of words.entries()) {
    const value = valueOf(word);
    const next = words[at + 1];
    if (wanted.test(value) && next) return { script: { word: next } };
    const option = /^(--[\w-]+(?:=exec)?)=./.exec(value)?.[1];
    if (option !== undefined && wanted.test(option)) return behind(word, option.length + 1);
  }
  return nothing;
}

/** `--to-command='…'`: what stands behind the sign, if it stands there as it is written. */
function behind(word: ShellWord, from: number): HandedOver {
  const text = word.text.slice(from);
  if (word.text.slice(0, from).search(/["'\\]/) >= 0) return nothing;
  const span = { start: word.span.start + from, end: word.span.end };
  return { script: { word: { ...word, text, value: word.value?.slice(from), span } } };
}

/** `start-stop-daemon --start --exec /bin/sh -- -c '…'`: a shell is what it is handed. */
function started(words: readonly ShellWord[]): HandedOver {
  const at = words.findIndex((word) => /^(?:-x|--exec|-a|--startas)$/.test(valueOf(word)));
  const program = at < 0 ? undefined : words[at + 1];
  const end = words.findIndex((word) => valueOf(word) === '--');
  return program && end >= 0 && isShell(program) ? { words: [program, ...words.slice(end + 1)] } : nothing;
}

/** `ansible all -m shell -a '…'`; without a module it is `command`. */
function adHoc(words: readonly ShellWord[]): HandedOver {
  const of = (option: RegExp): ShellWord | undefined => words[words.findIndex((word) => option.test(valueOf(word))) + 1];
  const has = (option: RegExp): boolean => words.some((word) => option.test(valueOf(word)));
  const module = has(/^(?:-m|--module-name)$/) ? valueOf(of(/^(?:-m|--module-name)$/) ?? ({ text: '' } as ShellWord)) : 'command';
  const word = has(/^(?:-a|--args)$/) ? of(/^(?:-a|--args)$/) : undefined;
  const host = words
    .slice(1)
    .find(({ text }, at) => !text.startsWith('-') && !/^-[a-zA-Z]$|^--(?!become$|check$|diff$)/.test(words[at]?.text ?? ''));
  return word && /^(?:ansible\.builtin\.)?(?:shell|command|raw)$/.test(module) ? { script: { word, ...(host && { host }) } } : nothing;
}

/** `salt '*' cmd.run '…'`. */
function salted(words: readonly ShellWord[]): HandedOver {
  const at = words.findIndex((word) => /^cmd\.(?:run|shell|run_all|run_stdout)$/.test(valueOf(word)));
  const word = at < 0 ? undefined : words[at + 1];
  const host = words[0]?.value === 'salt' ? words[at - 1] : undefined;
  return word ? { script: { word, ...(host && { host }) } } : nothing;
}
