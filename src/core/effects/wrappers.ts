import { unwrap } from '../parse/shell';
import type { ShellCommand, ShellWord } from '../parse/shell-script';
import { isKnown, unknown, type Template } from '../parse/shell-template';
import { baseName } from '../text/path';
import { copyOf, type Course, type Reading } from './course';
import { isFed } from './prompts';
import { single } from './questions';
import { stepMaker } from './step-maker';

/** What `sudo -u postgres`, `chroot /mnt` and their like change. */
export function wrapped(command: ShellCommand, course: Course, reading: Reading): Course {
  const { wrappers } = command;
  const hasInput = isFed(command, course);
  if (wrappers.length === 0 && hasInput === course.hasInput) return course;
  const own = copyOf(course);
  own.hasInput = hasInput;
  for (const words of wrappers) {
    const name = baseName(words[0]?.value ?? '');
    const rest = words.slice(1).map((word) => single(word, course.variables));
    const as = accountOf(name, rest);
    if (as !== undefined) own.as = as;
    // The first process is the host's, whatever container this runs in.
    else if (name === 'nsenter' && /^1$/.test(optionValue(rest, '-t', '--target') ?? '')) own.container = undefined;
    else if (name === 'chroot') own.container = rest.find((value) => !value.startsWith('-')) ?? unknown;
    else if (name === 'systemd-run' && words[0]) {
      const at = words.findIndex(({ text }) => /^--on-(?:calendar|active|boot|startup|unit-\w+)\b/.test(text));
      const step = stepMaker({ command: { ...command, words }, program: name }, own, reading);
      if (at >= 0) step({ kind: 'schedule.add', target: '', span: (words[at] ?? words[0]).span });
    } else if (name === 'flock' && words[0]) {
      const file = words.slice(1).find(({ text }) => !text.startsWith('-'));
      const step = stepMaker({ command: { ...command, words }, program: name }, own, reading);
      step({ kind: 'lock.take', target: file ? single(file, course.variables) : '', span: (file ?? words[0]).span });
    }
  }
  return own;
}

/** Whom a wrapper makes a command run as. */
function accountOf(name: string, rest: readonly Template[]): Template | undefined {
  if (/^(sudo|doas|pkexec|runuser|setpriv)$/.test(name)) return optionValue(rest, '-u', '--user', '--reuid') ?? 'root';
  return /^(gosu|su-exec)$/.test(name) ? (rest.find((value) => !value.startsWith('-')) ?? unknown) : undefined;
}

/** A word that nobody wrote as it stands here. */
export const asWord = (value: Template, { span }: Pick<ShellWord, 'span'>): ShellWord => ({
  text: value,
  value: isKnown(value) ? value : undefined,
  template: value,
  span,
});

/** The same for words alone, as of `run sudo systemctl stop x` where `run` calls its arguments. */
export function unwrapped(words: readonly Template[], at: Pick<ShellWord, 'span'>): { words: readonly Template[]; as?: Template } {
  const valueOf = ({ template = unknown }: ShellWord): Template => template;
  const found = unwrap(words.map((word) => asWord(word, at)));
  const as = found.wrappers.map(([first, ...rest]) => accountOf(baseName(first?.value ?? ''), rest.map(valueOf))).findLast(Boolean);
  return { words: found.words.map(valueOf), ...(as !== undefined && { as }) };
}

/** Whether a word is the name of a program that only starts another one. */
export const isWrapper = (word: Template): boolean => unwrapped([word, 'true'], { span: { start: 0, end: 0 } }).words.length === 1;

function optionValue(words: readonly string[], ...names: readonly string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    for (const name of names) {
      if (word === name) return words[index + 1];
      if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
      if (name.length === 2 && word.startsWith(name)) return word.slice(2);
    }
  }
  return undefined;
}
